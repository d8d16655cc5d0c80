import type { MemoKind, MemoState, MemoSubject } from '#shared/model/memo.ts'
import { codeById } from '../codebook/queries.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codesBlind, mayShowCoding, somethingIsBlind } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import { quotationsIn, readBody } from './body.ts'
import { countsIn } from './live-numbers.ts'

/** A memo as it is kept, with the names of its author and of what it is about. */
export interface StoredMemo {
  id: string
  title: string
  kind: MemoKind
  state: MemoState
  about_kind: MemoSubject
  about: string | null
  about_name: string | null
  author: string | null
  author_name: string | null
  body: string
  words: number
  updated_at: number
}

export const storedMemos = `
  SELECT o.*, a.name AS author_name,
    CASE o.about_kind
      WHEN 'theme' THEN (SELECT name FROM themes WHERE id = o.about)
      WHEN 'code' THEN (SELECT name FROM codes WHERE id = o.about)
      WHEN 'source' THEN (SELECT title FROM sources WHERE id = o.about)
      WHEN 'case' THEN (SELECT name FROM cases WHERE id = o.about)
      ELSE (SELECT title FROM studies)
    END AS about_name
  FROM memos o LEFT JOIN members a ON a.id = o.author`

/** All memos that the member `me` may see, newest first. */
export const visibleMemos = (db: Db, me: string): StoredMemo[] =>
  all<StoredMemo>(db, `${storedMemos} ORDER BY o.updated_at DESC, o.id`).filter(
    memo => !withheld(db, memo, me),
  )

/** Those about any of these things, by id, as far as `me` may see them; by title. */
export const memosAbout = (db: Db, kind: MemoSubject, things: readonly string[], me: string): StoredMemo[] =>
  all<StoredMemo>(
    db,
    `${storedMemos} WHERE o.about_kind = ? AND o.about IN (SELECT value FROM json_each(?)) ORDER BY o.title, o.id`,
    kind,
    JSON.stringify(things),
  ).filter(memo => !withheld(db, memo, me))

/**
 * While a blind round is open, what its coders write is theirs alone, and a memo that is about a proposed code, counts
 * one, or quotes a hidden coding would tell of it.
 */
export function withheld(db: Db, memo: StoredMemo, me: string): boolean {
  if (!somethingIsBlind(db)) return false
  if (memo.author !== me && codesBlind(db, memo.author)) return true
  if (memo.about_kind === 'code' && memo.about !== null && !codeById(db, memo.about, me)) return true
  return tellsOfHidden(db, memo.body, me)
}

/** Whether a text, by its content's hash, counts a code or quotes a coding that a blind round hides. */
export function tellsOfHidden(db: Db, sha256: string, me: string): boolean {
  const root = readBody(contentText(db, sha256))
  if (countsIn(root).some(({ behind }) => behind.kind === 'code' && isHiddenCode(db, behind.id, me)))
    return true
  return quotationsIn(root).some(({ coding }) => {
    if (coding === null) return false
    const there = first<{ shown: number }>(
      db,
      `SELECT ${mayShowCoding('c', '?')} AS shown FROM codings c WHERE c.id = ?`,
      me,
      coding,
    )
    return there?.shown === 0
  })
}

const isHiddenCode = (db: Db, code: string, me: string): boolean =>
  codeById(db, code) !== undefined && codeById(db, code, me) === undefined
