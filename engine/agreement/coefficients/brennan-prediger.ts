import { agreedUnits, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { oneCategory } from './why-not.ts'

export const brennanPrediger: Coefficient = {
  id: 'brennan_prediger',
  name: 'Brennan–Prediger',
  description:
    '(p_o − 1/q) / (1 − 1/q) over the q declared categories (Brennan & Prediger 1981, Educational and Psychological Measurement 41:687); the same as Bennett’s S and Randolph’s free-marginal kappa. For one code q is 2 and it is 2 p_o − 1.',
  whyNot: oneCategory,
  compute(table) {
    const n = units(table)
    return (table.size * agreedUnits(table) - n) / ((table.size - 1) * n)
  },
}
