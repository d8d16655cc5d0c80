import { firstMargin, secondMargin, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { chanceProducts } from './cohen-kappa.ts'
import { nothingVaried } from './why-not.ts'

export const cohenKappaMax: Coefficient = {
  id: 'cohen_kappa_max',
  name: 'Greatest possible kappa',
  description:
    '(Σ min(r_k, s_k) − p_e) / (1 − p_e): the kappa these coders would have if they had agreed wherever their shares allow it (Cohen 1960, p. 42). Below 1 where one coder uses the code more than the other.',
  whyNot: nothingVaried,
  compute(table) {
    const n = units(table)
    const chance = chanceProducts(table)
    let possible = 0
    for (let k = 0; k < table.size; k++) possible += Math.min(firstMargin(table, k), secondMargin(table, k))
    return (n * possible - chance) / (n * n - chance)
  },
}
