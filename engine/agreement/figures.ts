import type { AgreementCounts, CoefficientName, Figure, Figures } from '#shared/model/agreement.ts'
import type { Coefficient } from './coefficients/coefficient.ts'
import { coefficients } from './coefficients/index.ts'
import { type PairTable, presenceTable, type TableWords } from './pair-table.ts'

/** One coefficient of a table, or null with the reason. */
export function figureOf(coefficient: Coefficient, table: PairTable): Figure {
  const why = coefficient.whyNot(table)
  return why === null ? { value: coefficient.compute(table) } : { value: null, why }
}

/** Every coefficient of a table, each with its value or the reason why there is none. */
export function figuresOf(table: PairTable): Figures {
  const figures: Partial<Record<CoefficientName, Figure>> = {}
  for (const coefficient of coefficients) figures[coefficient.id] = figureOf(coefficient, table)
  return figures as Figures
}

/** Every coefficient of one code's four counts. */
export const figuresOfCounts = (counts: AgreementCounts, words: TableWords): Figures =>
  figuresOf(presenceTable(counts, words))

/** Cell by cell. */
export const addCounts = (a: AgreementCounts, b: AgreementCounts): AgreementCounts => ({
  '11': a['11'] + b['11'],
  '10': a['10'] + b['10'],
  '01': a['01'] + b['01'],
  '00': a['00'] + b['00'],
})
