import { TandemError } from '#shared/errors.ts'
import type { Attribute, Case, CaseKind, CaseTable } from '#shared/model/case.ts'
import { placedCodings } from '../codings/placed.ts'
import { all, type Db, first } from '../db/sql.ts'
import { signedIn } from '../members/asking.ts'
import type { Reading } from '../tools.ts'
import { byName, nameKey } from './same-name.ts'

/** A case's own row. */
export interface StoredCase {
  id: string
  kind: CaseKind
  name: string
  site: string | null
  note: string
}

/** Refuses where nobody is signed in, unless the command line asks. */
export function someone({ asking }: Reading): void {
  if (!asking.manages) signedIn(asking)
}

/** Every case, by name, and every attribute in its order. */
export const caseTable = (db: Db): CaseTable => ({ cases: listCases(db), attributes: listAttributes(db) })

/** Every case's own row, in no order to rely on. */
export const storedCases = (db: Db): StoredCase[] =>
  all<StoredCase>(db, 'SELECT id, kind, name, site, note FROM cases ORDER BY id')

function listCases(db: Db): Case[] {
  const values = Map.groupBy(
    all<{ case: string; attribute: string; value: string }>(
      db,
      'SELECT "case", attribute, value FROM case_values',
    ),
    row => row.case,
  )
  const links = Map.groupBy(
    all<{ case: string; source: string; speaker: string | null }>(
      db,
      `SELECT "case", source, NULL AS speaker FROM source_cases
       UNION ALL SELECT "case", source, name FROM source_speakers WHERE "case" IS NOT NULL
       ORDER BY 1, 2, 3`,
    ),
    row => row.case,
  )
  return storedCases(db)
    .sort(byName)
    .map(stored => ({
      ...stored,
      values: Object.fromEntries((values.get(stored.id) ?? []).map(v => [v.attribute, v.value])),
      links: (links.get(stored.id) ?? []).map(({ source, speaker }) => ({ source, speaker })),
    }))
}

/** Every attribute in its order. */
export const listAttributes = (db: Db): Attribute[] =>
  all<Omit<Attribute, 'choices'> & { choices: string }>(
    db,
    'SELECT id, about, name, type, choices FROM attributes ORDER BY position, id',
  ).map(row => ({ ...row, choices: JSON.parse(row.choices) as string[] }))

/** A case's own row; refuses where there is none. */
export function caseById(db: Db, id: string): StoredCase {
  const stored = first<StoredCase>(db, 'SELECT id, kind, name, site, note FROM cases WHERE id = ?', id)
  if (stored) return stored
  throw new TandemError('not-found', 'There is no such case in this study.', 'Choose one from Cases.')
}

/** A case with its values and links. */
export function wholeCase(db: Db, id: string): Case {
  const found = listCases(db).find(one => one.id === id)
  if (found) return found
  throw new Error(`Case ${id} is not listed`)
}

/** An attribute; refuses where there is none. */
export function attributeById(db: Db, id: string): Attribute {
  const found = listAttributes(db).find(one => one.id === id)
  if (found) return found
  throw new TandemError('not-found', 'There is no such attribute in this study.', 'Choose one from Cases.')
}

/** Refuses a name that another case of the kind has, letter case and spaces put aside. */
export function caseNameIsFree(
  cases: readonly StoredCase[],
  kind: CaseKind,
  name: string,
  except: string | null,
): void {
  const same = cases.find(c => c.kind === kind && c.id !== except && nameKey(c.name) === nameKey(name))
  if (!same) return
  throw new TandemError(
    'exists',
    `There is already a ${kind} called “${same.name}”.`,
    'Use it, or choose another name.',
  )
}

/** Names of the cases of each source: those it is linked to, and those its speakers are. */
export function caseNamesBySource(db: Db): Map<string, string[]> {
  const rows = all<{ source: string; name: string }>(
    db,
    `SELECT l.source, c.name FROM source_cases l JOIN cases c ON c.id = l."case"
     UNION SELECT p.source, c.name FROM source_speakers p JOIN cases c ON c.id = p."case"`,
  ).sort(byName)
  return new Map(
    [...Map.groupBy(rows, row => row.source)].map(([source, of]) => [source, of.map(c => c.name)]),
  )
}

/**
 * How many independent codings the member `me` may see belong to each case: those in sources linked to it and, in
 * sources where only a speaker is, those that touch the speaker's turns. An email is its correspondents' as a whole.
 */
export function codingsPerCase(db: Db, me: string): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { cases } of placedCodings(db, { layer: 'independent', me }))
    for (const one of cases) counts.set(one, (counts.get(one) ?? 0) + 1)
  return Object.fromEntries(counts)
}
