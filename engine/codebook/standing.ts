import { all, type Db } from '../db/sql.ts'

/*
 * A merged code is an alias: its codings stay as their coders made them, and wherever codes are shown, counted or
 * compared they count as the code it was merged into, its parent (docs/decisions/0027). Every query that answers the code of a coding says it by
 * one of these.
 */

/** SQL: the code that the coding under `alias` counts as. */
export const standingCode = (alias: string): string =>
  `coalesce((SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code WHERE m.code = ${alias}.code), ${alias}.code)`

/** SQL: the code under `alias` is not a merged one. */
export const standsItself = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM code_merges m WHERE m.code = ${alias}.id)`

/** SQL: ids of the codes in the JSON list bound to `list`, and of those merged into them. */
export const withAliases = (list: string): string =>
  `SELECT value FROM json_each(${list}) UNION SELECT m.code FROM code_merges m JOIN codes k ON k.id = m.code
     WHERE k.parent IN (SELECT value FROM json_each(${list}))`

/** What each merged code counts as, by its id. */
export const standingCodes = (db: Db): Map<string, string> =>
  new Map(
    all<{ code: string; into: string }>(
      db,
      'SELECT m.code, k.parent AS "into" FROM code_merges m JOIN codes k ON k.id = m.code',
    ).map(({ code, into }) => [code, into]),
  )
