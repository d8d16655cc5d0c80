import type { CaseMerge } from '#shared/model/case.ts'
import { all, type Db } from '../db/sql.ts'
import { type Change, changed, removed } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { contactsMerged } from './merge-contacts.ts'
import { summariesMerged } from './merge-summaries.ts'
import { caseById, listAttributes, type StoredCase } from './queries.ts'

interface Value {
  id: string
  attribute: string
  value: string
}

const valuesOf = (db: Db, id: string): Value[] =>
  all<Value>(db, 'SELECT id, attribute, value FROM case_values WHERE "case" = ? ORDER BY id', id)

/** What merging would do, and why it cannot be. */
export function mergeOf(db: Db, from: StoredCase, into: StoredCase): CaseMerge {
  const stands = new Map(valuesOf(db, into.id).map(v => [v.attribute, v.value]))
  const names = new Map(listAttributes(db).map(a => [a.id, a.name]))
  const differing = valuesOf(db, from.id).flatMap(({ attribute, value }) => {
    const kept = stands.get(attribute)
    return kept === undefined || kept === value
      ? []
      : [{ attribute: names.get(attribute) ?? '', stands: kept, goes: value }]
  })
  const refused = refusalOf(from, into)
  const contacts = refused === null ? contactsMerged(db, from, into) : nothing
  const summaries = refused === null ? summariesMerged(db, from, into) : nothing
  return {
    differing: [...sitesDiffering(db, from, into), ...differing, ...contacts.differing],
    both: [
      ...(from.note.trim() !== '' && into.note.trim() !== '' ? ['Note'] : []),
      ...summaries.both,
      ...contacts.both,
    ],
    sentence: `All sources, speakers, contacts, memos, summaries and values of “${from.name}” become those of “${into.name}”, and “${from.name}” goes. This can be undone.`,
    refused,
  }
}

const nothing: Pick<CaseMerge, 'differing' | 'both'> = { differing: [], both: [] }

/** Why one case cannot be merged into another; null where it can. */
function refusalOf(from: StoredCase, into: StoredCase): string | null {
  if (from.id === into.id) return 'A case cannot be merged into itself.'
  return from.kind === into.kind
    ? null
    : `“${from.name}” is a ${from.kind} and “${into.name}” is a ${into.kind}; they cannot be merged.`
}

/** The sites of two people, where each has one and they are not the same. */
const sitesDiffering = (db: Db, from: StoredCase, into: StoredCase): CaseMerge['differing'] =>
  from.site === null || into.site === null || from.site === into.site
    ? []
    : [
        {
          attribute: 'Site',
          stands: caseById(db, into.site).name,
          goes: caseById(db, from.site).name,
        },
      ]

/** The changes that put all that `from` has to `into` and remove it. */
export function mergeChanges({ db }: Tools, from: StoredCase, into: StoredCase): (Change | null)[] {
  const has = new Set(valuesOf(db, into.id).map(v => v.attribute))
  const linked = new Set(
    all<{ source: string }>(db, 'SELECT source FROM source_cases WHERE "case" = ?', into.id).map(
      l => l.source,
    ),
  )
  const links = all<{ id: string; source: string }>(
    db,
    'SELECT id, source FROM source_cases WHERE "case" = ? ORDER BY id',
    from.id,
  )
  const ids = (sql: string) => all<{ id: string }>(db, sql, from.id).map(row => row.id)
  const note = [into.note, from.note].filter(words => words.trim() !== '').join('\n')
  return [
    ...valuesOf(db, from.id).map(({ id, attribute }) =>
      has.has(attribute) ? removed(db, 'case_values', id) : changed(db, 'case_values', id, { case: into.id }),
    ),
    ...links.map(({ id, source }) =>
      linked.has(source)
        ? removed(db, 'source_cases', id)
        : changed(db, 'source_cases', id, { case: into.id }),
    ),
    ...contactsMerged(db, from, into).changes,
    ...ids('SELECT id FROM source_speakers WHERE "case" = ?').map(id =>
      changed(db, 'source_speakers', id, { case: into.id }),
    ),
    ...ids("SELECT id FROM memos WHERE about_kind = 'case' AND about = ?").map(id =>
      changed(db, 'memos', id, { about: into.id }),
    ),
    ...summariesMerged(db, from, into).changes,
    ...ids('SELECT id FROM cases WHERE site = ?').map(id => changed(db, 'cases', id, { site: into.id })),
    changed(db, 'cases', into.id, { note, ...(into.site === null ? { site: from.site } : {}) }),
    removed(db, 'cases', from.id),
  ]
}
