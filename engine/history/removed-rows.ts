import { all, type Db, type Row } from '../db/sql.ts'
import { mayShowOperation } from '../rounds/blinding.ts'
import type { FoldedTable } from './changes.ts'

/** The rows of a table that were removed by steps that `me` may see, by id, as each stood when it went last. */
export function removedRows(db: Db, me: string, table: FoldedTable): ReadonlyMap<string, Row> {
  const rows = all<{ id: string; row: string }>(
    db,
    `SELECT c.value ->> 'id' AS id, c.value -> 'before' AS row
     FROM operations o CROSS JOIN json_each(o.changes) c
     WHERE instr(o.changes, $quoted) > 0 AND ${mayShowOperation('o', '$me')}
       AND c.value ->> 'table' = $table AND c.value ->> 'after' IS NULL AND c.value -> 'before' <> 'null'
     ORDER BY o.lamport, o.actor, o.sequence, c.key`,
    { me, table, quoted: JSON.stringify(table) },
  )
  return new Map(rows.map(({ id, row }) => [id, JSON.parse(row) as Row]))
}
