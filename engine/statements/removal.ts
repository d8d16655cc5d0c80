import { all, type Db } from '../db/sql.ts'
import { type Change, removed } from '../history/changes.ts'

/** The changes that remove statements with all that is theirs. */
export function withoutStatements(db: Db, statements: readonly string[]): Change[] {
  const list = JSON.stringify(statements)
  return [
    ...(['statement_passages', 'statement_codes'] as const).flatMap(table =>
      all<{ id: string }>(
        db,
        `SELECT id FROM ${table} WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY id`,
        list,
      ).map(({ id }) => removed(db, table, id)),
    ),
    ...statements.map(id => removed(db, 'statements', id)),
  ]
}

/** The changes that remove the statements of themes. */
export const withoutStatementsOf = (db: Db, themes: readonly string[]): Change[] =>
  withoutStatements(
    db,
    all<{ id: string }>(
      db,
      'SELECT id FROM statements WHERE theme IN (SELECT value FROM json_each(?)) ORDER BY id',
      JSON.stringify(themes),
    ).map(({ id }) => id),
  )

/** The changes that take codes out of what statements are about; a statement about nothing else goes with them. */
export function withoutStatementsAbout(db: Db, codes: readonly string[]): Change[] {
  const list = JSON.stringify(codes)
  const about = all<{ id: string; statement: string; others: number }>(
    db,
    `SELECT a.id, a.statement, EXISTS (
       SELECT 1 FROM statement_codes o WHERE o.statement = a.statement
         AND o.code NOT IN (SELECT value FROM json_each($list))) AS others
     FROM statement_codes a WHERE a.code IN (SELECT value FROM json_each($list)) ORDER BY a.id`,
    { list },
  )
  return [
    ...about.filter(({ others }) => others === 1).map(({ id }) => removed(db, 'statement_codes', id)),
    ...withoutStatements(db, [
      ...new Set(about.filter(({ others }) => others === 0).map(({ statement }) => statement)),
    ]),
  ]
}
