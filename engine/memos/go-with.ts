import type { MemoSubject } from '#shared/model/memo.ts'
import type { Db } from '../db/sql.ts'
import { memosAbout, type StoredMemo } from './visible.ts'

/** The memos that go with what they are about. */
export interface MemosGoing {
  count: number
  /** How many, and how many of them are confirmed: `2 memos (1 confirmed)`; empty: none. */
  words: string
  /** Why what they are about stays: a confirmed memo is removed by nobody. Null: none is. */
  refused: string | null
}

/** What goes along of memos where these things, by id, are removed, as far as the member `me` may know of it. */
export const memosGoing = (db: Db, kind: MemoSubject, things: readonly string[], me: string): MemosGoing =>
  touchedMemos(memosAbout(db, kind, things, me), 'go too')

/** The same of these memos, which would go, or say something else. */
export function touchedMemos(
  memos: readonly Pick<StoredMemo, 'title' | 'about_name' | 'state'>[],
  would: 'go too' | 'change',
): MemosGoing {
  const confirmed = memos.filter(({ state }) => state === 'confirmed')
  const [first] = confirmed
  const others = confirmed.length - 1
  return {
    count: memos.length,
    words:
      memos.length === 0
        ? ''
        : `${memos.length} ${memos.length === 1 ? 'memo' : 'memos'}${confirmed.length > 0 ? ` (${confirmed.length} confirmed)` : ''}`,
    refused: !first
      ? null
      : `The memo “${first.title}” about “${first.about_name}”${others > 0 ? ` and ${others} more` : ''} would ${would} and ${others > 0 ? 'are' : 'is'} confirmed; set ${others > 0 ? 'them' : 'it'} back to draft first.`,
  }
}
