import { cell, type PairTable, units } from '../pair-table.ts'

/** The reason where no unit was rated by both coders. */
export function nothingRated(table: PairTable): string | null {
  if (units(table) > 0) return null
  return table.presence
    ? `There is no ${table.presence.unit} to compare`
    : 'No unit has a rating from both coders'
}

/** The reason where every rating of both coders is the same category: chance-corrected figures are then 0/0. */
export function nothingVaried(table: PairTable): string | null {
  const empty = nothingRated(table)
  if (empty) return empty
  const n = units(table)
  for (let k = 0; k < table.size; k++) {
    if (cell(table, k, k) !== n) continue
    if (!table.presence) return 'Both coders gave every unit the same category, so nothing varied'
    return k === 0
      ? `Both coders gave ${table.presence.subject} to every ${table.presence.unit}, so nothing varied`
      : `Nobody used ${table.presence.subject}`
  }
  return null
}

/** The reason where a table has no "carries the code" category, or nobody gave it. */
export function nothingCoded(table: PairTable): string | null {
  if (!table.presence) return 'It is defined for one code, present or absent, not for several categories'
  const empty = nothingRated(table)
  if (empty) return empty
  return cell(table, 0, 0) + cell(table, 0, 1) + cell(table, 1, 0) === 0
    ? `Nobody used ${table.presence.subject}`
    : null
}

/** The reason where everything was coded by both, so that nothing could be left uncoded. */
export function nothingLeftUncoded(table: PairTable): string | null {
  if (!table.presence) return 'It is defined for one code, present or absent, not for several categories'
  const empty = nothingRated(table)
  if (empty) return empty
  return cell(table, 0, 0) === units(table)
    ? `Both coders gave ${table.presence.subject} to every ${table.presence.unit}`
    : null
}

/** The reason where only one category is declared: chance agreement is then certain. */
export const oneCategory = (table: PairTable): string | null =>
  nothingRated(table) ?? (table.size < 2 ? 'Only one category is declared' : null)
