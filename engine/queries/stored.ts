import { TandemError } from '#shared/errors.ts'
import type { SavedQuery, StudyQuery } from '#shared/model/query.ts'
import { byName } from '../cases/same-name.ts'
import { codeById } from '../codebook/queries.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codesBlind, somethingIsBlind } from '../rounds/blinding.ts'
import { queryInWords } from './in-words.ts'

interface StoredQuery {
  id: string
  name: string
  asks: string
  names: string
  saved_by: string | null
  by: string | null
  saved_at: number
}

const stored = `SELECT q.*, m.name AS "by" FROM saved_queries q LEFT JOIN members m ON m.id = q.saved_by`

/** The saved queries that `me` may see, by name. */
export const listQueries = (db: Db, me: string): SavedQuery[] =>
  all<StoredQuery>(db, `${stored} ORDER BY q.id`)
    .filter(query => !withheld(db, query, me))
    .map(query => read(db, query, me))
    .sort(byName)

/** A saved query that `me` may see, or undefined. */
export function savedQuery(db: Db, id: string, me: string): SavedQuery | undefined {
  const query = first<StoredQuery>(db, `${stored} WHERE q.id = ?`, id)
  return query && !withheld(db, query, me) ? read(db, query, me) : undefined
}

/** The same; refuses where there is none to see. */
export function mustBeQuery(db: Db, id: string, me: string): SavedQuery {
  const query = savedQuery(db, id, me)
  if (query) return query
  throw new TandemError(
    'not-found',
    'There is no such query in this study.',
    'Choose one from Explore, Search.',
  )
}

/**
 * While a blind round is open, what its coders save is theirs alone, and a query that asks for a code proposed in it would
 * tell of the code.
 */
function withheld(db: Db, { saved_by, asks }: StoredQuery, me: string): boolean {
  if (!somethingIsBlind(db)) return false
  if (saved_by !== null && saved_by !== me && codesBlind(db, saved_by)) return true
  const { anyCodes, allCodes, noCodes } = JSON.parse(asks) as StudyQuery
  return [...anyCodes, ...allCodes, ...noCodes].some(
    code => codeById(db, code) !== undefined && codeById(db, code, me) === undefined,
  )
}

function read(db: Db, { id, name, asks, names, by, saved_at }: StoredQuery, me: string): SavedQuery {
  const query = JSON.parse(asks) as StudyQuery
  return {
    id,
    name,
    asks: query,
    ...queryInWords(db, query, me, JSON.parse(names) as Record<string, string>),
    by,
    savedAt: new Date(saved_at).toISOString(),
  }
}

/** How what a saved query names was called when it was saved, by id. */
export const namesKept = (db: Db, id: string | undefined): Record<string, string> => {
  const row =
    id === undefined
      ? undefined
      : first<{ names: string }>(db, 'SELECT names FROM saved_queries WHERE id = ?', id)
  return row ? (JSON.parse(row.names) as Record<string, string>) : {}
}
