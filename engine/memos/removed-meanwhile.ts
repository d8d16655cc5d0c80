import type { MemoKind } from '#shared/model/memo.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'

/** A memo that there was and is no more, as it was when it was removed; null where there is one, or never was. */
export function removedMemo(db: Db, id: string): { title: string; kind: MemoKind } | null {
  if (first(db, 'SELECT 1 FROM memos WHERE id = ?', id)) return null
  const steps = all<{ changes: string }>(
    db,
    'SELECT changes FROM operations WHERE instr(changes, ?) > 0 ORDER BY lamport DESC, actor DESC, sequence DESC',
    `"table":"memos","id":"${id}"`,
  )
  for (const { changes } of steps) {
    const removal = (JSON.parse(changes) as Change[]).find(
      ({ table, id: row, after }) => table === 'memos' && row === id && after === null,
    )
    const { title, kind } = removal?.before ?? {}
    if (typeof title === 'string') return { title, kind: kind as MemoKind }
  }
  return null
}
