import type { AgreementCounts } from '#shared/model/agreement.ts'

/** The words a table's sentences are made of. */
export interface TableWords {
  /** One unit, in the singular: "character", "sentence". */
  unit: string
  /** What was or was not given to a unit: "this code", "any of these codes". */
  subject: string
}

/**
 * Ratings of the same units by two coders: `cells[i * size + j]` units got category i from the first coder and
 * category j from the second. In a presence table category 0 is "carries the code" and category 1 "does not",
 * and an omission is always a rating of the second kind.
 */
export interface PairTable {
  /** Number of declared categories. */
  size: number
  cells: ArrayLike<number>
  /** Set for presence tables only: there a category 0 exists that means "carries the code". */
  presence: TableWords | null
}

/** The table of one code from its four counts. */
export const presenceTable = (counts: AgreementCounts, words: TableWords): PairTable => ({
  size: 2,
  cells: [counts['11'], counts['10'], counts['01'], counts['00']],
  presence: words,
})

/** Units that got category `i` from the first coder and `j` from the second. */
export const cell = (table: PairTable, i: number, j: number): number => table.cells[i * table.size + j] ?? 0

/** Units both coders rated. */
export function units(table: PairTable): number {
  let sum = 0
  for (let k = 0; k < table.size * table.size; k++) sum += table.cells[k] ?? 0
  return sum
}

/** Units on which both coders gave the same category. */
export function agreedUnits(table: PairTable): number {
  let sum = 0
  for (let k = 0; k < table.size; k++) sum += cell(table, k, k)
  return sum
}

/** Units the first coder gave category `k`. */
export function firstMargin(table: PairTable, k: number): number {
  let sum = 0
  for (let j = 0; j < table.size; j++) sum += cell(table, k, j)
  return sum
}

/** Units the second coder gave category `k`. */
export function secondMargin(table: PairTable, k: number): number {
  let sum = 0
  for (let i = 0; i < table.size; i++) sum += cell(table, i, k)
  return sum
}
