import type { MemoConfirmed } from '#shared/model/memo.ts'
import { all, type Db } from '../db/sql.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { mayShowOperation } from '../rounds/blinding.ts'

/**
 * Who confirmed each memo last and when, by the memo's id, out of the journal and as far as the member `me` may see it. A
 * journal that begins later, as a hand-out's does, does not tell.
 */
export function confirmedBy(db: Db, me: string): Map<string, MemoConfirmed> {
  const steps = all<{ memo: string; at: number; who: string | null }>(
    db,
    `SELECT c.value ->> 'id' AS memo, o.at, m.name AS who
     FROM operations o CROSS JOIN json_each(o.changes) c LEFT JOIN members m ON m.id = o.actor
     WHERE o.kind = 'memo.reviewed' AND c.value ->> 'table' = 'memos' AND c.value ->> '$.after.state' = 'confirmed'
       AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}
     ORDER BY o.lamport, o.actor, o.sequence`,
    { me, out: JSON.stringify(leftOut(db)) },
  )
  return new Map(steps.map(({ memo, at, who }) => [memo, { at: new Date(at).toISOString(), who }]))
}
