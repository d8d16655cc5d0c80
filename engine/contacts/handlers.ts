import type { contacts } from '#shared/contract/contacts.ts'
import { TandemError } from '#shared/errors.ts'
import type { Attribute, CaseKind } from '#shared/model/case.ts'
import {
  type ContactField,
  type ContactPart,
  type ContactSaid,
  contactFields,
  type SiteFigure,
  saidIn,
  saysTheSame,
  siteFigures,
  withAnew,
} from '#shared/model/contact.ts'
import { localDay } from '#shared/text/day.ts'
import { attributeById, caseById, caseTable, listAttributes, someone } from '../cases/queries.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { setting, settingChanged } from '../studies/settings.ts'
import { contactImportHandlers } from './import-log.ts'
import { contactInWords } from './in-words.ts'
import { contactById, contactsById, listContacts } from './queries.ts'
import { figureOf, figures, notA, ofOtherType, sayingTheSame, setUpOf } from './set-up.ts'
import { studyTable } from './study-table.ts'

export const contactHandlers: Handlers<typeof contacts> = {
  list: ({ db }) => listContacts(db),

  table: ({ db }, { cutOff }) => studyTable(db, localDay(new Date()), cutOff),

  setUp: ({ db }) => setUpOf(db),

  add(tools, { sites, people, ...own }) {
    someone(tools)
    const { db, newId, now, record } = tools
    const parts = partsOf(db, sites, people)
    const id = newId()
    record('contact.added', `Added the ${contactInWords(own)}`, [
      made('contacts', id, { ...own, row_id: null, row_hash: null, created_at: now }),
      ...parts.map(part => made('contact_cases', newId(), { contact: id, ...part })),
    ])
    return contactById(db, id)
  },

  update(tools, { contact, from, ...given }) {
    someone(tools)
    const { db, newId, record } = tools
    const before = saidIn(contactById(db, contact))
    const after = withAnew(before, given)
    if (from) staysAsItWas(before, withAnew(before, from), after)
    const { sites, people, ...own } = after
    const parts = new Map(partsOf(db, sites, people).map(part => [part.case, part]))
    const there = all<{ id: string; case: string }>(
      db,
      'SELECT id, "case" FROM contact_cases WHERE contact = ? ORDER BY id',
      contact,
    )
    const known = new Set(there.map(part => part.case))
    record('contact.changed', `Changed the ${contactInWords(own)}`, [
      changed(db, 'contacts', contact, own),
      ...there.map(({ id, case: of }) => {
        const part = parts.get(of)
        return part ? changed(db, 'contact_cases', id, part) : removed(db, 'contact_cases', id)
      }),
      ...[...parts.values()]
        .filter(part => !known.has(part.case))
        .map(part => made('contact_cases', newId(), { contact, ...part })),
    ])
    return contactById(db, contact)
  },

  remove(tools, { contacts: ids }) {
    someone(tools)
    const { db, record } = tools
    const going = contactsById(db, ids)
    const [one] = going
    const list = JSON.stringify(going.map(({ id }) => id))
    const parts = all<{ id: string }>(
      db,
      'SELECT id FROM contact_cases WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY id',
      list,
    )
    record(
      'contact.removed',
      going.length === 1 && one ? `Removed the ${contactInWords(one)}` : `Removed ${going.length} contacts`,
      [
        ...parts.map(({ id }) => removed(db, 'contact_cases', id)),
        ...going.map(({ id }) => removed(db, 'contacts', id)),
      ],
    )
    return null
  },

  choose(tools, { cutOff, expected, emailMinutes, attributes, from = {} }) {
    someone(tools)
    const { db, record } = tools
    const now = setUpOf(db)
    staysAsChosen([
      { name: 'the cut-off', now: now.cutOff, from: from.cutOff, to: cutOff },
      { name: 'what is expected of each site', now: now.expected, from: from.expected, to: expected },
      {
        name: 'what an email counts',
        now: now.emailMinutes,
        from: from.emailMinutes,
        to: emailMinutes,
      },
      ...siteFigures.map(figure => ({
        name: `which attribute says ${figureNames[figure]}`,
        now: now.attributes[figure],
        from: from.attributes?.[figure],
        to: attributes?.[figure],
      })),
    ])
    for (const figure of siteFigures) {
      const id = attributes?.[figure]
      if (id) mayTell(db, figure, id)
    }
    record('contacts.set-up', 'Changed how contacts are counted', [
      cutOff === undefined ? null : settingChanged(db, 'contactsCutOff', cutOff),
      expected === undefined ? null : settingChanged(db, 'contactsExpected', expected),
      emailMinutes === undefined ? null : settingChanged(db, 'contactsEmailMinutes', emailMinutes),
      ...siteFigures.map(figure => {
        const id = attributes?.[figure]
        return id === undefined ? null : settingChanged(db, figures[figure].setting, id)
      }),
    ])
    return setUpOf(db)
  },

  setSite(tools, { site, from = {}, ...said }) {
    someone(tools)
    const { db, newId, record } = tools
    const of = caseById(db, site)
    if (of.kind !== 'site') throw notASite(of.name)
    const { attributes } = setUpOf(db)
    const known = listAttributes(db)
    const values = caseTable(db).cases.find(({ id }) => id === site)?.values ?? {}
    staysAsChosen(
      siteFigures.map(figure => ({
        name: figureNames[figure],
        now: figureOf(values, sayingTheSame(known, attributes[figure])),
        from: asKept(from[figure]),
        to: asKept(said[figure]),
      })),
    )
    let position = value<number>(db, 'SELECT coalesce(max(position), 0) AS top FROM attributes')
    const changes = siteFigures.flatMap((figure): (Change | null)[] => {
      const given = said[figure]
      if (given === undefined) return []
      const there = attributes[figure]
      const kept =
        there === null
          ? undefined
          : first<{ id: string }>(
              db,
              'SELECT id FROM case_values WHERE "case" = ? AND attribute = ?',
              site,
              there,
            )
      if (given === null) return valuesOf(db, site, sayingTheSame(known, there))
      const text = String(given)
      if (kept) return [changed(db, 'case_values', kept.id, { value: text })]
      const { name, type, setting: chosen } = figures[figure]
      const other = ofOtherType(db, figure)
      if (other && other.id === setting(db, chosen)) {
        throw new TandemError(
          'conflict',
          `${notA(other, figure)}: no figure can be kept in it.`,
          'Change its type under Cases, or choose another attribute under Cut-off and counting.',
        )
      }
      const alike = idFrom('attribute of sites', figure)
      const attribute = there ?? (known.some(({ id }) => id === alike) ? newId() : alike)
      return [
        ...(there === null
          ? [
              made('attributes', attribute, {
                about: 'site',
                name: freeName(db, name),
                type,
                choices: '[]',
                position: ++position,
              }),
              settingChanged(db, chosen, attribute),
            ]
          : []),
        made('case_values', newId(), { case: site, attribute, value: text }),
      ]
    })
    record('contacts.site', `Said of “${of.name}” what contacts are counted by`, changes)
    return null
  },

  ...contactImportHandlers,
}

/** A figure of a site as it is kept. */
const asKept = (figure: string | number | null | undefined): string | null | undefined =>
  typeof figure === 'number' ? String(figure) : figure

const figureNames: Record<SiteFigure, string> = {
  opened: 'when a site opened',
  participants: 'its participants',
  staff: 'its staff',
}

/** Something that is chosen anew: what it is now, what it was when one began (undefined: not said), and is to be. */
interface ChosenAnew {
  name: string
  now: string | number | null
  from: string | number | null | undefined
  to: string | number | null | undefined
}

/** Throws where something that is to be changed is other by now than when one began, and than it is to be. */
function staysAsChosen(all: readonly ChosenAnew[]): void {
  const met = all.filter(
    ({ now, from, to }) => to !== undefined && from !== undefined && now !== from && now !== to,
  )
  if (met.length === 0) return
  throw new TandemError(
    'conflict',
    `Changed elsewhere while you were changing it: ${met.map(({ name }) => name).join(', ')}.`,
    'Open it again to see what it says now.',
  )
}

/** Lets go of what attributes say of a site. */
const valuesOf = (db: Db, site: string, attributes: readonly Attribute[]): Change[] =>
  all<{ id: string }>(
    db,
    'SELECT id FROM case_values WHERE "case" = ? AND attribute IN (SELECT value FROM json_each(?)) ORDER BY id',
    site,
    JSON.stringify(attributes.map(({ id }) => id)),
  ).map(({ id }) => removed(db, 'case_values', id))

/** Throws where a field that is changed says something else by now than when one began to change it. */
function staysAsItWas(now: ContactSaid, from: ContactSaid, after: ContactSaid): void {
  const met = contactFields.filter(field => !saysTheSame(field, now, from) && !saysTheSame(field, now, after))
  if (met.length === 0) return
  throw new TandemError(
    'conflict',
    `The ${contactInWords(now)} was changed elsewhere while you were changing it: ${met.map(field => fieldNames[field]).join(', ')}.`,
    'Open it again and say which stays.',
  )
}

const fieldNames: Record<ContactField, string> = {
  date: 'its day',
  mode: 'how it was held',
  minutes: 'its minutes',
  sites: 'its sites',
  people: 'its people',
  note: 'its note',
}

/** The parts of a contact as they are kept: each case once, sites among sites and people among people. */
function partsOf(db: Db, sites: readonly ContactPart[], people: readonly ContactPart[]) {
  const kept = new Map<string, { case: string; attended: number; reason: string }>()
  const put = (part: ContactPart, kind: CaseKind) => {
    const { kind: is, name } = caseById(db, part.case)
    if (is !== kind) throw kind === 'site' ? notASite(name) : notAPerson(name)
    if (kept.has(part.case)) {
      throw new TandemError('bad-input', `“${name}” is in the contact twice.`, 'Name everyone once.')
    }
    const { attended, reason } = part
    kept.set(part.case, { case: part.case, attended: attended ? 1 : 0, reason: attended ? '' : reason })
  }
  for (const part of sites) put(part, 'site')
  for (const part of people) put(part, 'person')
  return [...kept.values()]
}

const notASite = (name: string) => new TandemError('bad-input', `“${name}” is not a site.`, 'Choose a site.')
const notAPerson = (name: string) =>
  new TandemError('bad-input', `“${name}” is not a person.`, 'Choose a person, or name it among the sites.')

/** Refuses an attribute that cannot say what the table asks of it. */
function mayTell(db: Db, figure: (typeof siteFigures)[number], id: string): void {
  const { about, name, type } = attributeById(db, id)
  const wanted = figures[figure].type
  if (about === 'site' && type === wanted) return
  throw new TandemError(
    'bad-input',
    `“${name}” does not say it: it is a ${type} of ${about === 'site' ? 'sites' : 'people'}.`,
    `Choose a ${wanted} of sites.`,
  )
}

/** A name for an attribute to be made that none of sites has: one of another type may have the usual one. */
function freeName(db: Db, name: string): string {
  const taken = new Set(
    listAttributes(db)
      .filter(({ about }) => about === 'site')
      .map(one => one.name.toLowerCase()),
  )
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`
  return free
}
