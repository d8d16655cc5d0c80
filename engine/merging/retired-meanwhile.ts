import { type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'

/**
 * The names of codes for which rulings of a return decided that were retired in the study meanwhile, with how many of the
 * rulings; of what is new here and was not taken back in the return. To be asked before it is merged.
 */
export function retiredMeanwhile(
  db: Db,
  operations: Iterable<{ id: string; changes: readonly Change[] }>,
): { name: string; into: string | null; rulings: number }[] {
  const codes = new Map<string, string>()
  for (const { id, changes } of operations) {
    if (first(db, 'SELECT 1 FROM operations WHERE id = ?', id)) continue
    for (const { table, id: ruling, before, after } of changes) {
      if (table !== 'rulings') continue
      if (after === null) codes.delete(ruling)
      else if (before === null && after.outcome === 'code') codes.set(ruling, String(after.code))
    }
  }
  return [...Map.groupBy(codes, ([, code]) => code)].flatMap(([code, rulings]) => {
    const retired = first<{ name: string; into: string | null }>(
      db,
      `SELECT k.name, p.name AS "into" FROM codes k LEFT JOIN code_merges m ON m.code = k.id
         LEFT JOIN codes p ON m.code IS NOT NULL AND p.id = k.parent
       WHERE k.id = ? AND k.status = 'retired'`,
      code,
    )
    return retired ? [{ ...retired, rulings: rulings.length }] : []
  })
}
