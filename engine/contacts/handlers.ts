import type { contacts } from '#shared/contract/contacts.ts'
import { TandemError } from '#shared/errors.ts'
import type { CaseKind } from '#shared/model/case.ts'
import { type ContactPart, siteFigures } from '#shared/model/contact.ts'
import { localDay } from '#shared/text/day.ts'
import { attributeById, caseById, caseTable, listAttributes, someone } from '../cases/queries.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { settingChanged } from '../studies/settings.ts'
import { contactImportHandlers } from './import-log.ts'
import { contactInWords } from './in-words.ts'
import { contactById, contactsById, listContacts } from './queries.ts'
import { figures, setUpOf } from './set-up.ts'
import { contactTable } from './table.ts'

export const contactHandlers: Handlers<typeof contacts> = {
  list: ({ db }) => listContacts(db),

  table: ({ db }, { cutOff }) =>
    contactTable(listContacts(db), caseTable(db), setUpOf(db), localDay(new Date()), cutOff),

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

  update(tools, { contact, sites, people, ...own }) {
    someone(tools)
    const { db, newId, record } = tools
    contactById(db, contact)
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

  choose(tools, { cutOff, expected, emailMinutes, attributes }) {
    someone(tools)
    const { db, record } = tools
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

  setSite(tools, { site, ...said }) {
    someone(tools)
    const { db, newId, record } = tools
    const of = caseById(db, site)
    if (of.kind !== 'site') throw notASite(of.name)
    const { attributes } = setUpOf(db)
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
      if (given === null) return kept ? [removed(db, 'case_values', kept.id)] : []
      const text = String(given)
      if (kept) return [changed(db, 'case_values', kept.id, { value: text })]
      const attribute = there ?? newId()
      const { name, type, setting } = figures[figure]
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
              settingChanged(db, setting, attribute),
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
