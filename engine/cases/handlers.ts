import type { cases } from '#shared/contract/cases.ts'
import { TandemError } from '#shared/errors.ts'
import type { GoesWith } from '#shared/model/codebook.ts'
import { type WithoutSites, withoutSites } from '../contacts/without-sites.ts'
import { all, type Db, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { memosGoing } from '../memos/go-with.ts'
import { withoutMemosAbout } from '../memos/removal.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Reading } from '../tools.ts'
import { attributeHandlers } from './attributes.ts'
import { caseImportHandlers } from './import-cases.ts'
import { linkHandlers } from './links.ts'
import { mergeChanges, mergeOf } from './merge.ts'
import {
  caseById,
  caseNameIsFree,
  caseTable,
  codingsPerCase,
  type StoredCase,
  someone,
  storedCases,
  wholeCase,
} from './queries.ts'
import { setCells } from './set-cells.ts'
import { speakerWithout } from './speaker-without.ts'
import { suggestionHandlers } from './suggestions.ts'

export const caseHandlers: Handlers<typeof cases> = {
  list: ({ db }) => caseTable(db),

  counts: ({ db, asking }) => codingsPerCase(db, meOf(asking)),

  add(tools, { kind, name, site, note }) {
    someone(tools)
    const { db, newId, now, record } = tools
    caseNameIsFree(storedCases(db), kind, name, null)
    if (site !== null) mayBeSite(db, kind, site)
    const id = newId()
    record('case.added', `Added the ${kind} “${name}”`, [
      made('cases', id, { kind, name, site, note, created_at: now }),
    ])
    return wholeCase(db, id)
  },

  goesWith: (reading, { cases }) => goesWith(reading, several(reading.db, cases)),

  remove(tools, { cases }) {
    someone(tools)
    const { db, record } = tools
    const going = several(db, cases)
    const contacts = withoutSites(db, going)
    if (contacts.refused !== null) {
      throw new TandemError(
        'conflict',
        contacts.refused,
        'Merge the site into another, or change or remove such contacts first.',
      )
    }
    const { refused } = goesWith(tools, going)
    if (refused !== null)
      throw new TandemError('conflict', refused, 'A confirmed memo stays until it is set back to draft.')
    const [one] = going
    const what =
      going.length === 1 && one ? `Removed the ${one.kind} “${one.name}”` : `Removed ${going.length} cases`
    record(
      'case.removed',
      contacts.going.length === 0 ? what : `${what}, and ${notHeld(contacts)}`,
      removal(db, going, contacts),
    )
    return null
  },

  mergeOf: ({ db }, { from, into }) => mergeOf(db, caseById(db, from), caseById(db, into)),

  merge(tools, { from, into }) {
    someone(tools)
    const { db, record } = tools
    const [goes, stands] = [caseById(db, from), caseById(db, into)]
    const { refused } = mergeOf(db, goes, stands)
    if (refused !== null) throw new TandemError('conflict', refused, 'Choose two cases of one kind.')
    record('case.merged', `Merged “${goes.name}” into “${stands.name}”`, mergeChanges(tools, goes, stands))
    return wholeCase(db, into)
  },

  setCells(tools, { cells }) {
    someone(tools)
    setCells(tools, cells)
    return null
  },

  ...attributeHandlers,
  ...linkHandlers,
  ...suggestionHandlers,
  ...caseImportHandlers,
}

/** Refuses a site that is none, and any for a site. */
function mayBeSite(db: Db, kind: StoredCase['kind'], site: string): void {
  if (kind === 'person' && caseById(db, site).kind === 'site') return
  throw new TandemError('bad-input', 'Only a person belongs to a site.', 'Choose a site for a person.')
}

const several = (db: Db, ids: readonly string[]): StoredCase[] =>
  [...new Set(ids)].map(id => caseById(db, id))

/** The changes that remove cases: their values, links, parts in contacts, memos and summaries go, speakers lose them, persons their site. */
function removal(db: Db, going: readonly StoredCase[], { going: contacts }: WithoutSites): Change[] {
  const list = JSON.stringify(going.map(({ id }) => id))
  const ids = (sql: string) => all<{ id: string }>(db, sql, list).map(({ id }) => id)
  const among = '(SELECT value FROM json_each(?))'
  const leftWithout = ids(`SELECT id FROM cases WHERE site IN ${among}`)
  const goes = new Set(going.map(({ id }) => id))
  const changes = [
    ...ids(`SELECT id FROM case_values WHERE "case" IN ${among}`).map(id => removed(db, 'case_values', id)),
    ...ids(`SELECT id FROM source_cases WHERE "case" IN ${among}`).map(id => removed(db, 'source_cases', id)),
    ...all<{ id: string }>(
      db,
      `SELECT id FROM contact_cases WHERE "case" IN ${among} OR contact IN ${among}`,
      list,
      JSON.stringify(contacts),
    ).map(({ id }) => removed(db, 'contact_cases', id)),
    ...contacts.map(id => removed(db, 'contacts', id)),
    ...ids(`SELECT id FROM source_speakers WHERE "case" IN ${among}`).map(id => speakerWithout(db, id)),
    ...withoutMemosAbout(db, 'case', [...goes]),
    ...ids(`SELECT id FROM grid_notes WHERE about_kind = 'case' AND about IN ${among}`).map(id =>
      removed(db, 'grid_notes', id),
    ),
    ...leftWithout.filter(id => !goes.has(id)).map(id => changed(db, 'cases', id, { site: null })),
    // Persons before the sites they belong to.
    ...going
      .toSorted((a, b) => Number(a.kind === 'site') - Number(b.kind === 'site'))
      .map(({ id }) => removed(db, 'cases', id)),
  ]
  return changes.filter(change => change !== null)
}

function goesWith({ db, asking }: Reading, going: readonly StoredCase[]): GoesWith {
  const list = JSON.stringify(going.map(({ id }) => id))
  const count = (sql: string) => value<number>(db, sql, list)
  const among = '(SELECT value FROM json_each(?))'
  const values = count(`SELECT count(*) AS n FROM case_values WHERE "case" IN ${among}`)
  const links =
    count(`SELECT count(*) AS n FROM source_cases WHERE "case" IN ${among}`) +
    count(`SELECT count(*) AS n FROM source_speakers WHERE "case" IN ${among}`)
  const without = withoutSites(db, going)
  const contacts = value<number>(
    db,
    `SELECT count(*) AS n FROM contact_cases WHERE "case" IN ${among} AND contact NOT IN ${among}`,
    list,
    JSON.stringify(without.going),
  )
  const summaries = count(
    `SELECT count(*) AS n FROM grid_notes WHERE about_kind = 'case' AND about IN ${among}`,
  )
  const memos = memosGoing(
    db,
    'case',
    going.map(({ id }) => id),
    meOf(asking),
  )
  const people = all<{ id: string }>(db, `SELECT id FROM cases WHERE site IN ${among}`, list).filter(
    ({ id }) => !going.some(one => one.id === id),
  ).length
  const [one] = going
  const what = going.length === 1 && one ? `“${one.name}”` : `these ${going.length} cases`
  const parts = [
    ...(values > 0 ? [counted(values, 'value', 'values')] : []),
    ...(links > 0 ? [counted(links, 'link to a source', 'links to sources')] : []),
    ...(contacts > 0 ? [counted(contacts, 'part in a contact', 'parts in contacts')] : []),
    ...(without.going.length > 0 ? [notHeld(without)] : []),
    ...(memos.count > 0 ? [memos.words] : []),
    ...(summaries > 0 ? [counted(summaries, 'summary', 'summaries')] : []),
  ]
  const sentences = [
    ...(parts.length > 0
      ? [
          `With ${what} ${values + links + contacts + without.going.length + memos.count + summaries === 1 ? 'goes' : 'go'} ${listed(parts)}.`,
        ]
      : []),
    ...(people > 0
      ? [`${counted(people, 'person stays and loses its', 'people stay and lose their')} site.`]
      : []),
    'No source and no coding goes. This can be undone.',
  ]
  return {
    codings: 0,
    children: people,
    sentence: sentences.join(' '),
    refused: without.refused ?? memos.refused,
  }
}

const notHeld = ({ going }: WithoutSites): string =>
  counted(going.length, 'contact that did not take place', 'contacts that did not take place')

const listed = (parts: readonly string[]): string =>
  parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
