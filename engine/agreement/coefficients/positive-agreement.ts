import { cell } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingCoded } from './why-not.ts'

export const positiveAgreement: Coefficient = {
  id: 'positive_agreement',
  name: 'Agreement on presence',
  description:
    '2·n11 / (2·n11 + n10 + n01): of what either coder coded, the share they share (Cicchetti & Feinstein 1990, Journal of Clinical Epidemiology 43:551). With two coders the same number as F1.',
  whyNot: nothingCoded,
  compute: table => (2 * cell(table, 0, 0)) / (2 * cell(table, 0, 0) + cell(table, 0, 1) + cell(table, 1, 0)),
}
