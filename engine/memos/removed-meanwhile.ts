import type { MemoKind } from '#shared/model/memo.ts'
import { all, type Db } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'

/** A memo that there was and is no more, as it was when it was removed; null where there is one, or never was. */
export function removedMemo(db: Db, id: string): { title: string; kind: MemoKind } | null {
  if (all(db, 'SELECT 1 FROM memos WHERE id = ?', id).length > 0) return null
  const steps = all<{ changes: string }>(
    db,
    'SELECT changes FROM operations WHERE instr(changes, ?) > 0 ORDER BY lamport DESC, actor DESC, sequence DESC',
    `"table":"memos","id":"${id}"`,
  )
  for (const { changes } of steps) {
    const removal = (JSON.parse(changes) as Change[]).find(
      ({ table, id: row, after }) => table === 'memos' && row === id && after === null,
    )
    if (removal?.before) return removal.before as unknown as { title: string; kind: MemoKind }
  }
  return null
}
