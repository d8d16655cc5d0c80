import type { MemoSubject } from '#shared/model/memo.ts'
import type { Db } from '../db/sql.ts'
import { memosAbout } from './visible.ts'

/** The memos that go with what they are about. */
export interface MemosGoing {
  count: number
  /** How many, and how many of them are confirmed: `2 memos (1 confirmed)`; empty: none. */
  words: string
  /** Why what they are about stays: a confirmed memo is removed by nobody. Null: none is. */
  refused: string | null
}

/** What goes along of memos where these things, by id, are removed, as far as the member `me` may know of it. */
export function memosGoing(db: Db, kind: MemoSubject, things: readonly string[], me: string): MemosGoing {
  const about = memosAbout(db, kind, things, me)
  const confirmed = about.filter(({ state }) => state === 'confirmed')
  const [first] = confirmed
  const others = confirmed.length - 1
  return {
    count: about.length,
    words:
      about.length === 0
        ? ''
        : `${about.length} ${about.length === 1 ? 'memo' : 'memos'}${confirmed.length > 0 ? ` (${confirmed.length} confirmed)` : ''}`,
    refused: !first
      ? null
      : `The memo “${first.title}” about “${first.about_name}”${others > 0 ? ` and ${others} more` : ''} would go too and ${others > 0 ? 'are' : 'is'} confirmed; set ${others > 0 ? 'them' : 'it'} back to draft first.`,
  }
}
