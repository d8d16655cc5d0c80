import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { contacts } from '#shared/contract/contacts.ts'
import { TandemError } from '#shared/errors.ts'
import type {
  ContactDoubt,
  ContactReading,
  ContactRole,
  ContactsTaken,
  ShownContact,
} from '#shared/model/contact.ts'
import { type RecordTable, shownRows } from '#shared/model/record.ts'
import { localDay } from '#shared/text/day.ts'
import { nameKey } from '../cases/same-name.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, made } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { cellsOf } from '../records/cells-of.ts'
import { findFile } from '../sources/found-file.ts'
import { sheetsOf } from '../sources/sheets.ts'
import { setting } from '../studies/settings.ts'
import type { Tools, Working } from '../tools.ts'
import { guessReading } from './guess.ts'
import { remembered, rememberedAs } from './mappings.ts'
import { type ContactsPlan, caseKey, planImport } from './plan.ts'
import { withMinutes } from './queries.ts'
import type { NamedPart, ReadContact } from './read-rows.ts'

export const contactImportHandlers: Pick<Handlers<typeof contacts>, 'read' | 'look' | 'import'> = {
  async read(working, { file, sheet }) {
    const found = await findFile(working, file, { asTable: true, ...(sheet === undefined ? {} : { sheet }) })
    const handle = randomUUID()
    working.window.host.previews.put(handle, found, found.is === 'documents' ? found.bytes.byteLength * 4 : 0)
    const { fileName, table, warnings } = held(working, handle)
    const guess = guessReading(table)
    const kept = remembered(working.reading.db, table, guess)
    return {
      fileName,
      table: handle,
      columns: table.columns.map((name, index) => {
        const cells = cellsOf(table, index)
        const examples = [...new Set(cells.slice(0, 50).map(({ text }) => text.slice(0, 120).toWellFormed()))]
        return { name, examples: examples.slice(0, 3), filled: cells.length }
      }),
      rows: table.rows.filter(row => row.some(cell => cell !== '')).length,
      sheets: sheetsOf(found),
      warnings,
      reading: kept ?? guess,
      isRemembered: kept !== null,
    }
  },

  look(working, { table: handle, reading }) {
    const { table } = held(working, handle)
    check(table, reading)
    const { db } = working.reading
    const plan = planImport(db, table, reading, localDay(new Date()))
    const assumed = setting(db, 'contactsEmailMinutes')
    const fresh = [...plan.cases.values()].filter(({ id }) => id === null)
    const named = (kind: 'site' | 'person') => [
      ...new Set(fresh.filter(one => one.kind === kind).map(({ name }) => name)),
    ]
    const inDoubt = (doubt: ContactDoubt) => plan.asked.filter(({ doubts }) => doubts.includes(doubt)).length
    return {
      asks: plan.asks,
      first: plan.fresh.slice(0, shownRows).map(contact => asShown(contact, plan, assumed)),
      fresh: plan.fresh.length,
      known: plan.known,
      long: inDoubt('long'),
      future: inDoubt('future'),
      early: inDoubt('early'),
      repeats: inDoubt('repeat'),
      asked: plan.asked.map(({ doubts }) => doubts),
      alike: plan.alike,
      alikePeople: plan.alikePeople,
      modes: plan.modes,
      problems: plan.problems,
      newSites: named('site'),
      nearSites: plan.nearSites,
      newPeople: named('person'),
      said: plan.said,
    }
  },

  async import(working, { table: handle, reading, despite }) {
    if (!working.reading.asking.manages) signedIn(working.reading.asking)
    const { fileName, table } = held(working, handle)
    check(table, reading)
    working.progress(0, 1, fileName)
    await working.breathe()
    const taken = working.step(tools => take(tools, table, reading, despite, fileName))
    working.progress(1, 1, 'Done')
    return taken
  },
}

/** Takes the rows that are new into the study: one journal entry. Throws where something has to be said first. */
function take(
  tools: Tools,
  table: RecordTable,
  reading: ContactReading,
  despite: readonly ContactDoubt[],
  fileName: string,
): ContactsTaken {
  const { db, newId, now, record } = tools
  const plan = planImport(db, table, reading, localDay(new Date(now)))
  if (plan.asks !== null || reading.dateOrder === null) {
    throw new TandemError(
      'bad-input',
      plan.asks ?? 'Nobody said how dates are read.',
      'Say day first or month first.',
    )
  }
  const meant = plan.asked.filter(({ doubts }) => doubts.every(doubt => despite.includes(doubt)))
  const coming = [...plan.fresh, ...meant.map(({ session }) => session)].sort((a, b) => a.row - b.row)
  const ids = new Map<string, string>()
  const changes: (Change | null)[] = []
  const caseOf = (kind: 'site' | 'person', name: string): string => {
    const key = caseKey(kind, name)
    const named = plan.cases.get(key)
    if (!named) throw new Error(`${key} is not planned`)
    // Names that are alike are one case.
    const own = caseKey(kind, named.name)
    const known = ids.get(own)
    if (known !== undefined) return known
    const id = named.id ?? newId()
    if (named.id === null) {
      const site = named.site === null ? null : siteNamed(named.site)
      changes.push(made('cases', id, { kind, name: named.name, site, note: '', created_at: now }))
    }
    ids.set(own, id)
    return id
  }
  /** The site a new person belongs to, by the name it has in the study. */
  const siteNamed = (name: string): string | null => {
    const found = [...plan.cases].find(
      ([, one]) => one.kind === 'site' && nameKey(one.name) === nameKey(name),
    )
    return found ? caseOf('site', found[0].slice('site '.length)) : null
  }
  for (const contact of coming) {
    const id = newId()
    const parts = [
      ...contact.sites.map(part => ({ ...part, case: caseOf('site', part.name) })),
      ...contact.people.map(part => ({ ...part, case: caseOf('person', part.name) })),
    ]
    const { date, mode, minutes, note } = contact
    changes.push(
      made('contacts', id, {
        date,
        mode,
        minutes,
        note,
        row_id: contact.id,
        row_hash: contact.hash,
        created_at: now,
      }),
      ...[...new Map(parts.map(part => [part.case, part])).values()].map(({ case: of, attended, reason }) =>
        made('contact_cases', newId(), { contact: id, case: of, attended: attended ? 1 : 0, reason }),
      ),
    )
  }
  if (coming.length > 0) changes.push(rememberedAs(tools, reading, reading.dateOrder))
  const count = coming.length === 1 ? '1 contact' : `${coming.length.toLocaleString('en-GB')} contacts`
  record('contacts.imported', `Imported ${count} from ${fileName}`, changes)
  const isTaken = new Set(coming.flatMap(({ rows }) => rows.map(({ row }) => row)))
  const newCases = changes.filter(change => change?.table === 'cases')
  return {
    added: coming.length,
    known: plan.known,
    refused: plan.problems.filter(({ kind }) => kind === 'refused').length,
    left: plan.asked.length - meant.length,
    sites: newCases.filter(change => change?.after?.kind === 'site').length,
    people: newCases.filter(change => change?.after?.kind === 'person').length,
    problems: plan.problems.filter(
      ({ kind, row }) => kind === 'refused' || kind === 'remark' || !isTaken.has(row),
    ),
  }
}

function asShown(contact: ReadContact, plan: ContactsPlan, assumed: number): ShownContact {
  const names = (kind: 'site' | 'person', parts: readonly NamedPart[]) =>
    parts.map(({ name }) => plan.cases.get(caseKey(kind, name))?.name ?? name)
  const parts = (of: readonly NamedPart[]) => of.map(part => ({ ...part, case: part.name }))
  const { minutes, minutesFrom } = withMinutes(
    { ...contact, id: '', sites: parts(contact.sites), people: parts(contact.people) },
    assumed,
  )
  return {
    row: contact.row,
    date: contact.date,
    mode: contact.mode,
    minutes,
    minutesFrom,
    sites: names('site', contact.sites),
    people: names(
      'person',
      contact.people.filter(({ attended }) => attended),
    ),
    absent: [
      ...names(
        'site',
        contact.sites.filter(({ attended }) => !attended),
      ),
      ...names(
        'person',
        contact.people.filter(({ attended }) => !attended),
      ),
    ],
  }
}

const foreign = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  headRow: z.int().min(1),
})

function held(
  working: Working,
  handle: string,
): { fileName: string; table: RecordTable; warnings: string[] } {
  const preview = working.window.host.previews.get(handle)
  if (!preview)
    throw new TandemError('not-found', 'The log that was read is no longer held.', 'Choose the file again.')
  const document = preview.is === 'documents' ? preview.documents[0] : undefined
  const read = foreign.safeParse(document?.table)
  if (!read.success) {
    throw new TandemError(
      'unsupported-file',
      `${preview.fileName} is no table of contacts.`,
      'Choose a spreadsheet (.xlsx) or a table as text (.csv), with the names of the columns in its first row.',
    )
  }
  return { fileName: preview.fileName, table: read.data, warnings: document?.warnings ?? [] }
}

const several: ReadonlySet<ContactRole> = new Set(['site', 'people', 'absent', 'note', 'ignored'])

function check(table: RecordTable, { columns }: ContactReading): void {
  const roles = columns.filter(({ name }) => table.columns.includes(name))
  const twice = roles.find(
    ({ role, name }) => !several.has(role) && roles.some(other => other.role === role && other.name !== name),
  )
  if (twice) {
    throw new TandemError(
      'bad-input',
      `Two columns are taken for ${twice.role}.`,
      'Choose one and leave the other out.',
    )
  }
  for (const role of ['date', 'site'] as const) {
    if (roles.some(column => column.role === role)) continue
    throw new TandemError(
      'bad-input',
      `No column is taken for the ${role}.`,
      `Choose the column that says the ${role} of a contact.`,
    )
  }
}
