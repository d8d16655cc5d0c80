import { TandemError } from '#shared/errors.ts'
import type { MemoComment } from '#shared/model/memo-review.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codesBlind, meOf } from '../rounds/blinding.ts'
import type { Asking } from '../tools.ts'

interface StoredComment {
  id: string
  author: string
  name: string
  initials: string
  words: string
  created_at: number
}

/** What was said about a memo, oldest first. What a coder of an open blind round says is for nobody else till it ends. */
export function commentsOn(db: Db, memo: string, asking: Asking): MemoComment[] {
  const me = meOf(asking)
  return all<StoredComment>(
    db,
    `SELECT c.id, c.author, m.name, m.initials, c.words, c.created_at FROM memo_comments c JOIN members m ON m.id = c.author
     WHERE c.memo = ? ORDER BY c.created_at, c.id`,
    memo,
  )
    .filter(({ author }) => author === me || !codesBlind(db, author))
    .map(({ id, author, name, initials, words, created_at }) => ({
      id,
      author: { id: author, name, initials },
      words,
      createdAt: new Date(created_at).toISOString(),
      mayRemove: author === me || (asking.member?.roles.includes('lead') ?? false),
    }))
}

/** The memo that a comment is on; refuses where there is no such comment to see, or it is another's. */
export function commentToRemove(db: Db, comment: string, asking: Asking): { memo: string } {
  const stored = first<{ memo: string }>(db, 'SELECT memo FROM memo_comments WHERE id = ?', comment)
  const seen = stored && commentsOn(db, stored.memo, asking).find(({ id }) => id === comment)
  if (!seen) throw new TandemError('not-found', 'That comment is no longer there.', 'Look again.')
  if (seen.mayRemove) return stored
  throw new TandemError(
    'not-allowed',
    'A comment is taken away by who wrote it, or by a lead.',
    'Answer it instead.',
  )
}
