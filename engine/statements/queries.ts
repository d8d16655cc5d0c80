import { TandemError } from '#shared/errors.ts'
import type { Polarity } from '#shared/model/coding.ts'
import { standingCodes } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'

/** A statement as it is kept. */
export interface StoredStatement {
  id: string
  theme: string
  polarity: Polarity
  text: string
  chosen: boolean
  position: number
  /** Ids of the codes it is about, each as what it counts as since it was merged. */
  codes: string[]
  /** Ids of the codings chosen for it. */
  codings: string[]
}

/** Every statement, in its place among those of its theme. */
export function listStatements(db: Db): StoredStatement[] {
  const counting = standingCodes(db)
  const codes = Map.groupBy(
    all<{ statement: string; code: string }>(db, 'SELECT statement, code FROM statement_codes ORDER BY id'),
    ({ statement }) => statement,
  )
  const codings = Map.groupBy(
    all<{ statement: string; coding: string }>(
      db,
      'SELECT statement, coding FROM statement_passages ORDER BY id',
    ),
    ({ statement }) => statement,
  )
  return all<Omit<StoredStatement, 'chosen' | 'codes' | 'codings'> & { chosen: number }>(
    db,
    'SELECT id, theme, polarity, text, chosen, position FROM statements ORDER BY position, id',
  ).map(({ chosen, ...stored }) => ({
    ...stored,
    chosen: chosen === 1,
    codes: [...new Set((codes.get(stored.id) ?? []).map(({ code }) => counting.get(code) ?? code))],
    codings: (codings.get(stored.id) ?? []).map(({ coding }) => coding),
  }))
}

/** The statement with this id. Throws where there is none. */
export function statementById(db: Db, id: string): StoredStatement {
  const found = listStatements(db).find(statement => statement.id === id)
  if (found) return found
  throw new TandemError('not-found', 'There is no such statement in this study.', 'Choose one from Themes.')
}
