import type { ArrivingCounts } from '#shared/model/merge.ts'
import { type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'

const countedTables = ['codings', 'annotations', 'codes', 'memos', 'rulings'] as const
type CountedTable = (typeof countedTables)[number]

/** What a package would bring of the tables that are counted, by what stands of each row at its end. */
export interface Arriving {
  /** Rows that are not in the study. */
  fresh: { table: CountedTable; id: string; isProposed: boolean }[]
  changed: Record<CountedTable, number>
  removed: Record<CountedTable, number>
}

/** What the operations of a package that do not count in the study yet come to; to be asked before it is merged. */
export function arriving(db: Db, operations: Iterable<{ id: string; changes: readonly Change[] }>): Arriving {
  const out = JSON.stringify(leftOut(db))
  const ends = {
    ...{ codings: rowEnds(), annotations: rowEnds(), codes: rowEnds(), memos: rowEnds() },
    rulings: rowEnds(),
  }
  for (const { id, changes } of operations) {
    const isHere = first(db, `SELECT 1 FROM operations o WHERE o.id = $id AND ${isNotIn('o', '$out')}`, {
      id,
      out,
    })
    if (isHere) continue
    for (const { table, id: row, before, after } of changes) {
      // What a ruling makes of the consensus is told by the ruling.
      if (table === 'codings' && (after ?? before)?.layer === 'consensus') continue
      const rows = (ends as Partial<Record<string, RowEnds>>)[table]
      const isProposed =
        before === null ? (after?.proposed_in ?? null) !== null : rows?.get(row)?.isProposed === true
      rows?.set(row, { stands: after !== null, isProposed })
    }
  }
  const fresh: Arriving['fresh'] = []
  const [changed, removed] = [none(), none()]
  for (const table of countedTables) {
    for (const [id, { stands, isProposed }] of ends[table]) {
      if (first(db, `SELECT 1 FROM ${table} WHERE id = ?`, id)) (stands ? changed : removed)[table]++
      else if (stands) fresh.push({ table, id, isProposed })
    }
  }
  return { fresh, changed, removed }
}

/** What of it is in the study once it is merged: what gave way to something made here did not come. */
export function arrivedOf(db: Db, { fresh, changed, removed }: Arriving): ArrivingCounts {
  const counts = { ...none(), proposedCodes: 0, changed: told(changed), removed: told(removed) }
  for (const { table, id, isProposed } of fresh) {
    if (!first(db, `SELECT 1 FROM ${table} WHERE id = ?`, id)) continue
    counts[table === 'codes' && isProposed ? 'proposedCodes' : table]++
  }
  return told(counts)
}

/** Rulings are named where there are any: most packages are a coder's. */
const told = <Counts extends { rulings: number }>({ rulings, ...counts }: Counts) => ({
  ...counts,
  ...(rulings > 0 && { rulings }),
})

const none = (): Record<CountedTable, number> => ({
  ...{ codings: 0, annotations: 0, codes: 0, memos: 0 },
  rulings: 0,
})

/** What stands of rows at the end of a package, by their ids. */
type RowEnds = Map<string, { stands: boolean; isProposed: boolean }>

const rowEnds = (): RowEnds => new Map()
