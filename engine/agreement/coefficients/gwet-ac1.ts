import { agreedUnits, firstMargin, secondMargin, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { oneCategory } from './why-not.ts'

export const gwetAc1: Coefficient = {
  id: 'gwet_ac1',
  name: 'Gwet’s AC1',
  description:
    '(p_o − p_e) / (1 − p_e) with p_e = Σ π_k (1 − π_k) / (q − 1) over the q declared categories (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29). Stays high for rare codes where kappa falls; depends on q, which is 2 for one code.',
  whyNot: oneCategory,
  compute(table) {
    const n = units(table)
    let spread = 0
    for (let k = 0; k < table.size; k++) {
      const share = (firstMargin(table, k) + secondMargin(table, k)) / (2 * n)
      spread += share * (1 - share)
    }
    const chance = spread / (table.size - 1)
    return (agreedUnits(table) / n - chance) / (1 - chance)
  },
}
