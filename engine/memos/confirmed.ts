import type { MemoConfirmed } from '#shared/model/memo.ts'
import { all, type Db } from '../db/sql.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { mayShowOperation } from '../rounds/blinding.ts'

/**
 * Who confirmed each memo last and when, by the memo's id, out of the journal and as far as the member `me` may see it. A
 * confirmation that undo or redo gave back is the one that had been taken away. A journal that begins later, as a hand-out's
 * does, does not tell.
 */
export function confirmedBy(db: Db, me: string): Map<string, MemoConfirmed> {
  const steps = all<{
    id: string
    memo: string
    at: number
    who: string | null
    undoes: string | null
    was: string
    state: string
  }>(
    db,
    `SELECT o.id, c.value ->> 'id' AS memo, o.at, m.name AS who, o.undoes,
       c.value ->> '$.before.state' AS was, c.value ->> '$.after.state' AS state
     FROM operations o CROSS JOIN json_each(o.changes) c LEFT JOIN members m ON m.id = o.actor
     WHERE o.kind IN ('memo.reviewed', 'memo.undone', 'memo.redone') AND c.value ->> 'table' = 'memos'
       AND 'confirmed' IN (c.value ->> '$.before.state', c.value ->> '$.after.state')
       AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}
     ORDER BY o.lamport, o.actor, o.sequence`,
    { me, out: JSON.stringify(leftOut(db)) },
  )
  const standing = new Map<string, MemoConfirmed>()
  const takenAway = new Map<string, MemoConfirmed>()
  for (const { id, memo, at, who, undoes, was, state } of steps) {
    const now = standing.get(memo)
    if (was === 'confirmed' && now) takenAway.set(id, now)
    if (state !== 'confirmed') continue
    const given = undoes === null ? { at: new Date(at).toISOString(), who } : takenAway.get(undoes)
    if (given) standing.set(memo, given)
  }
  return standing
}
