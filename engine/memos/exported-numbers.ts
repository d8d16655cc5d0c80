import { countKey, type LiveNumber } from '#shared/model/live-number.ts'
import type { Memo } from '#shared/model/memo.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'

/** A live number that says something else than when its memo was last taken out of the study. */
export interface MovedNumber {
  was: string
  now: LiveNumber
}

interface Exported {
  id: string
  made_at: number
  numbers: string
}

/**
 * Numbers of a memo that have moved since it was last taken out, by anybody; while a blind round is open since `me` did,
 * for what the others took out would tell what they coded. Null where it never was, or nothing moved.
 */
export function movedNumbers(
  db: Db,
  memo: Memo,
  me: string | null,
): { since: Date; moved: MovedNumber[] } | null {
  const last = lastExport(db, memo.id, me, somethingIsBlind(db))
  if (!last) return null
  const before = JSON.parse(last.numbers) as Record<string, string>
  const moved = memo.numbers.flatMap(now => {
    const was = before[countKey(now.count)]
    return was === undefined || was === now.said ? [] : [{ was, now }]
  })
  return moved.length === 0 ? null : { since: new Date(last.made_at), moved }
}

/** Keeps in one step what the numbers of these memos said as they were taken out. Nothing is kept where nothing moved. */
export function rememberNumbers(
  { db, asking, now, newId, record }: Tools,
  memos: readonly Pick<Memo, 'id' | 'numbers'>[],
): void {
  const me = asking.member?.id ?? null
  const changes = memos.flatMap((memo): (Change | null)[] => {
    const numbers = JSON.stringify(Object.fromEntries(memo.numbers.map(n => [countKey(n.count), n.said])))
    const own = lastExport(db, memo.id, me, true)
    const latest = lastExport(db, memo.id, me, somethingIsBlind(db))
    if (latest?.numbers === numbers || (!latest && memo.numbers.length === 0)) return []
    return own
      ? [changed(db, 'memo_exports', own.id, { numbers, made_at: now })]
      : [made('memo_exports', newId(), { memo: memo.id, made_by: me, made_at: now, numbers })]
  })
  const count = changes.length
  if (count === 0) return
  record(
    'memo.exported',
    `Took out ${count === 1 ? 'a memo' : `${count} memos`} with live numbers`,
    changes,
    {
      undoable: false,
    },
  )
}

const lastExport = (db: Db, memo: string, me: string | null, onlyOwn: boolean): Exported | undefined =>
  first<Exported>(
    db,
    `SELECT id, made_at, numbers FROM memo_exports WHERE memo = $memo AND ($own = 0 OR made_by IS $me)
     ORDER BY made_at DESC, id DESC LIMIT 1`,
    { memo, me, own: onlyOwn ? 1 : 0 },
  )
