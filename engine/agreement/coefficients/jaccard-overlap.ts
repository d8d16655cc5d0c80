import { cell } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingCoded } from './why-not.ts'

export const jaccardOverlap: Coefficient = {
  id: 'jaccard_overlap',
  name: 'Overlap (Jaccard)',
  description:
    'n11 / (n11 + n10 + n01): what both coded as a share of what at least one coded (Jaccard 1912, New Phytologist 11:37). Immune to the amount of uncoded text; not corrected for chance.',
  whyNot: nothingCoded,
  compute: table => cell(table, 0, 0) / (cell(table, 0, 0) + cell(table, 0, 1) + cell(table, 1, 0)),
}
