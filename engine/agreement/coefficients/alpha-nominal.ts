import { agreedUnits, firstMargin, secondMargin, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingVaried } from './why-not.ts'

export const alphaNominal: Coefficient = {
  id: 'alpha_nominal',
  name: 'Krippendorff’s alpha (nominal)',
  description:
    '1 − D_o / D_e: observed against expected disagreement, from the coincidences of both coders’ ratings (Krippendorff 2004, Content Analysis, ch. 11; 2011, Computing Krippendorff’s Alpha-Reliability). For one code: has it, has it not. Krippendorff asks for .800, and .667 for tentative conclusions: conventions, not verdicts.',
  whyNot: nothingVaried,
  // D_o = off / N and D_e = (N² − Σ n_c²) / (N (N − 1)) with N = 2n ratings, n_c of them category c.
  compute(table) {
    const ratings = 2 * units(table)
    let squares = 0
    for (let k = 0; k < table.size; k++) squares += (firstMargin(table, k) + secondMargin(table, k)) ** 2
    const off = ratings - 2 * agreedUnits(table)
    return 1 - (off * (ratings - 1)) / (ratings * ratings - squares)
  },
}
