import { all, type Db } from '../db/sql.ts'

/*
 * Codings stay as their coders made them, whatever becomes of the framework. What is coded with a merged code counts as the
 * code it was merged into, its parent (docs/decisions/0027), and what was coded with a split one as the part it was judged
 * to be (0028). Every query that answers the code of a coding says it by one of these.
 */

/** SQL: the code that `code`, an expression, counts as. Where no code was ever merged, no row is looked into. */
const merged = (code: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM code_merges)
     THEN coalesce((SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code WHERE m.code = ${code}), ${code})
     ELSE ${code} END`

/** SQL: the code under which the coding under `alias` was judged, or the one it carries. Nor where none was ever split. */
const judged = (alias: string, which: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM split_judgements)
     THEN coalesce((SELECT j.part FROM split_judgements j
       WHERE j.coding = ${alias}.id AND j.coded_as = ${alias}.code${which}), ${alias}.code)
     ELSE ${alias}.code END`

/** SQL: the code of the coding under `alias`, wherever codings are shown, listed and counted. */
export const standingCode = (alias: string): string => merged(judged(alias, ''))

/**
 * SQL: the code of the coding under `alias` where coders are compared: what was judged after the layer was submitted is put
 * aside, since it was judged in sight of the others.
 */
export const comparedCode = (alias: string): string => merged(handedInCode(alias))

/** SQL: as `comparedCode`, and a merged code by itself. */
export const handedInCode = (alias: string): string => judged(alias, ' AND j.handed_in = 0')

/** SQL: the code under `alias` is not a merged one. */
export const standsItself = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM code_merges m WHERE m.code = ${alias}.id)`

/** SQL: the coding under `alias` counts as one of the codes in the JSON list bound to `list`, or carries one merged into them. */
export const countsAmong = (alias: string, list: string): string => {
  const codes = `SELECT value FROM json_each(${list}) UNION SELECT m.code FROM code_merges m
    JOIN codes k ON k.id = m.code WHERE k.parent IN (SELECT value FROM json_each(${list}))`
  return `(${alias}.code IN (${codes}) AND ${judged(alias, '')} = ${alias}.code
    OR ${alias}.id IN (SELECT j.coding FROM split_judgements j WHERE j.part IN (${codes}))
      AND ${judged(alias, '')} IN (${codes}))`
}

/** What each merged code counts as, by its id. */
export const standingCodes = (db: Db): Map<string, string> =>
  new Map(
    all<{ code: string; into: string }>(
      db,
      'SELECT m.code, k.parent AS "into" FROM code_merges m JOIN codes k ON k.id = m.code',
    ).map(({ code, into }) => [code, into]),
  )
