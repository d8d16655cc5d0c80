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

/** What becomes of statements where codes go. */
interface About {
  /** Ids of the rows that say a statement is about one of the codes, where it is about others too. */
  places: string[]
  /** Ids of the statements that still have something to be about. */
  losing: string[]
  /** Ids of the statements that are about nothing else. */
  going: string[]
}

/** What becomes of statements where these codes go: one that is about nothing else goes with them. */
export function statementsAbout(db: Db, codes: readonly string[]): About {
  const about = all<{ id: string; statement: string; others: number }>(
    db,
    `SELECT a.id, a.statement, EXISTS (
       SELECT 1 FROM statement_codes o WHERE o.statement = a.statement
         AND o.code NOT IN (SELECT value FROM json_each($list))) AS others
     FROM statement_codes a WHERE a.code IN (SELECT value FROM json_each($list)) ORDER BY a.id`,
    { list: JSON.stringify(codes) },
  )
  const staying = about.filter(({ others }) => others === 1)
  const of = (rows: typeof about) => [...new Set(rows.map(({ statement }) => statement))]
  return {
    places: staying.map(({ id }) => id),
    losing: of(staying),
    going: of(about.filter(({ others }) => others === 0)),
  }
}

/** The changes that take codes out of what statements are about; a statement about nothing else goes with them. */
export function withoutStatementsAbout(db: Db, codes: readonly string[]): Change[] {
  const { places, going } = statementsAbout(db, codes)
  return [...places.map(id => removed(db, 'statement_codes', id)), ...withoutStatements(db, going)]
}
