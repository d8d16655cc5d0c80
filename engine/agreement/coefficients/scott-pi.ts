import { agreedUnits, firstMargin, secondMargin, units } from '../pair-table.ts'
import type { Coefficient } from './coefficient.ts'
import { nothingVaried } from './why-not.ts'

export const scottPi: Coefficient = {
  id: 'scott_pi',
  name: 'Scott’s pi',
  description:
    '(p_o − p_e) / (1 − p_e) with p_e = Σ π_k² from the shares of both coders taken together (Scott 1955, Public Opinion Quarterly 19:321). Unlike kappa it does not reward coders for using a code unequally often.',
  whyNot: nothingVaried,
  compute(table) {
    const ratings = 2 * units(table)
    let squares = 0
    for (let k = 0; k < table.size; k++) squares += (firstMargin(table, k) + secondMargin(table, k)) ** 2
    return (2 * ratings * agreedUnits(table) - squares) / (ratings * ratings - squares)
  },
}
