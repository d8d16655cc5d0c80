import { all, type Db } from '../db/sql.ts'
import { type Change, removed } from '../history/changes.ts'

/** The changes that remove memos, by id, with what was said about them. */
export const withoutMemos = (db: Db, memos: readonly string[]): Change[] => [
  ...all<{ id: string }>(
    db,
    'SELECT id FROM memo_comments WHERE memo IN (SELECT value FROM json_each(?)) ORDER BY id',
    JSON.stringify(memos),
  ).map(({ id }) => removed(db, 'memo_comments', id)),
  ...memos.map(id => removed(db, 'memos', id)),
]

/** The changes that remove the memos about these themes, codes, sources or cases, by id. */
export const withoutMemosAbout = (
  db: Db,
  kind: 'theme' | 'code' | 'source' | 'case',
  about: readonly string[],
): Change[] =>
  withoutMemos(
    db,
    all<{ id: string }>(
      db,
      'SELECT id FROM memos WHERE about_kind = ? AND about IN (SELECT value FROM json_each(?)) ORDER BY id',
      kind,
      JSON.stringify(about),
    ).map(({ id }) => id),
  )
