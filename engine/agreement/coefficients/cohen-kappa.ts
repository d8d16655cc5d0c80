import { agreedUnits, firstMargin, type PairTable, secondMargin, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingVaried } from './why-not.ts'

/** Σ r_k s_k in counts: chance agreement times n². */
export function chanceProducts(table: PairTable): number {
  let sum = 0
  for (let k = 0; k < table.size; k++) sum += firstMargin(table, k) * secondMargin(table, k)
  return sum
}

export const cohenKappa: Coefficient = {
  id: 'cohen_kappa',
  name: 'Cohen’s kappa',
  description:
    '(p_o − p_e) / (1 − p_e), where p_e = Σ r_k s_k is the agreement two coders with these own shares would reach by chance (Cohen 1960, Educational and Psychological Measurement 20:37). −1 to 1; low when a code is rare, and more lenient than alpha when the coders use a code unequally often.',
  whyNot: nothingVaried,
  // In counts, not shares: exactly 0 and exactly 1 come out where they are due.
  compute(table) {
    const n = units(table)
    const chance = chanceProducts(table)
    return (n * agreedUnits(table) - chance) / (n * n - chance)
  },
}
