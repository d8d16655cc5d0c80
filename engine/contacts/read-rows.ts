import { createHash } from 'node:crypto'
import {
  type ContactMode,
  type ContactProblem,
  type ContactReading,
  type ContactRole,
  contactRoles,
} from '#shared/model/contact.ts'
import type { DateOrder, RecordTable } from '#shared/model/record.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { siteKey } from '../cases/near-sites.ts'
import { nameKey } from '../cases/same-name.ts'
import { counted } from '../export/agreement-words.ts'
import { readDay } from '../records/date-order.ts'
import { type LengthStyle, lengthIn, lengthStyleOf } from '../records/lengths.ts'
import { isSeveralDays } from '../records/several-days.ts'
import { readHappened, saysAttendance } from './attendance.ts'
import { isCount, isFailedFormula, isLong, isPartedAtWord, readAbsent, readNames, tidy } from './cells.ts'
import { modeIn, type OtherMode, otherModesOf, type RowMode, type SaidModes, saidModesOf } from './modes.ts'

/** A part of a contact by name, as a row says it. */
export interface NamedPart {
  name: string
  attended: boolean
  reason: string
}

/** A row that can come in. */
export interface ReadContact {
  row: number
  date: string
  mode: ContactMode
  /** Whole minutes as recorded; null where the row records none. */
  minutes: number | null
  sites: NamedPart[]
  people: NamedPart[]
  note: string
  /** What the log calls it, or null. */
  id: string | null
  /** What tells it apart from others without an id: all that it says. */
  hash: string
  isLong: boolean
  /** All that the row says but its id, how long it was, who took part and who did not. */
  rest: string
  /** The mode as the row says it, and what it would be with that read otherwise. */
  says: RowMode
  others: OtherMode[]
}

export interface ReadContacts {
  contacts: ReadContact[]
  problems: ContactProblem[]
}

/** Names that stand for one site or person though they may look like several. */
export interface KnownNames {
  sites: ReadonlySet<string>
  people: ReadonlySet<string>
}

/** What the names of a log are read by. */
interface Names {
  /** The study's and those that stand alone in a cell of the log. */
  known: KnownNames
  /** The study's alone. */
  there: KnownNames
  /** Whether a name is a site's, of the study or of the log, and no person's of the study. */
  isSite(name: string): boolean
  /** Whether a name is a person's, of the study or of those who take part in the log. */
  isPerson(name: string): boolean
}

/**
 * The rows of a log as contacts, each row that cannot be read as a problem instead: without a date or a site, with a
 * length that is none. `there` has the keys of the names that the study has.
 */
export function readRows(
  table: RecordTable,
  reading: ContactReading,
  order: DateOrder,
  there: KnownNames,
): ReadContacts {
  const { columns } = reading
  const saidModes = saidModesOf(reading)
  const at = new Map(table.columns.map((name, index) => [name, index]))
  const places = Map.groupBy(
    columns.flatMap(({ name, role }) => {
      const index = at.get(name)
      return index === undefined ? [] : [{ name, role, index }]
    }),
    ({ role }) => role,
  )
  /** With the names that stand alone in a cell of the log. */
  const withAlone = (names: ReadonlySet<string>, role: ContactRole) =>
    new Set([
      ...names,
      ...table.rows.flatMap(row =>
        (places.get(role) ?? []).flatMap(({ index }) => {
          const name = tidy(normaliseText(row[index] ?? '').text)
          // A plus may yet part two.
          return name !== '' && !name.includes('+') && readNames(name).length === 1 ? [nameKey(name)] : []
        }),
      ),
    ])
  const known = { sites: withAlone(there.sites, 'site'), people: withAlone(there.people, 'people') }
  const ofOne = new Set(
    (['id', 'hours', 'minutes', 'people', 'absent', 'attended', 'reason'] as const).flatMap(role =>
      (places.get(role) ?? []).map(({ index }) => index),
    ),
  )
  const rows = table.rows.map(row => {
    const cells = row.map(cell => normaliseText(cell).text.trim())
    const all: Cells = role =>
      (places.get(role) ?? [])
        .map(({ name, index }) => ({ name, text: cells[index] ?? '' }))
        .filter(c => c.text !== '')
    const rest = JSON.stringify(cells.filter((_, index) => !ofOne.has(index)))
    return { isEmpty: cells.every(cell => cell === ''), all, rest }
  })
  const sites = new Set([
    ...[...there.sites].map(siteKey),
    ...rows.flatMap(({ all }) => all('site').flatMap(({ text }) => namesOf(text, known.sites).map(siteKey))),
  ])
  const people = new Set([
    ...there.people,
    ...rows.flatMap(({ all }) =>
      all('people').flatMap(({ text }) => namesOf(text, known.people).map(nameKey)),
    ),
  ])
  const names: Names = {
    known,
    there,
    isPerson: name => people.has(nameKey(name)),
    isSite: name => !isCount(name) && sites.has(siteKey(name)) && !there.people.has(nameKey(name)),
  }
  const lengths = lengthStyleOf(table, columns)
  const read: ReadContacts = { contacts: [], problems: [] }
  for (const [number, { isEmpty, all, rest }] of rows.entries()) {
    if (isEmpty) continue
    const found = readRow(number + table.headRow + 1, all, rest, order, names, lengths, saidModes)
    read.problems.push(...found.problems)
    if (found.contact) read.contacts.push(found.contact)
  }
  return read
}

type Cells = (role: ContactRole) => { name: string; text: string }[]

/** The names in a cell; one that is known stays whole. */
const namesOf = (text: string, known: ReadonlySet<string>): string[] =>
  known.has(nameKey(text)) ? [tidy(text)] : readNames(text, name => known.has(nameKey(name)))

/** Who did not come, by the names in a cell, each with what its brackets give for a reason. */
function absentIn(text: string, { sites, people }: KnownNames): { name: string; reason: string | null }[] {
  const known = new Set([...sites, ...people])
  const isKnown = (item: string) => known.has(nameKey(readAbsent(item).name))
  return (isKnown(text) ? [tidy(text)] : readNames(text, isKnown)).map(readAbsent)
}

function readRow(
  row: number,
  all: Cells,
  rest: string,
  order: DateOrder,
  { known, there, isSite, isPerson }: Names,
  lengths: LengthStyle,
  saidModes: SaidModes,
): { contact: ReadContact | null; problems: ContactProblem[] } {
  const problems: ContactProblem[] = []
  const remark = (what: string) => problems.push({ row, kind: 'remark', what: `Row ${row}: ${what}` })
  const refuse = (what: string) => ({
    contact: null,
    problems: [{ row, kind: 'refused' as const, what: `Row ${row} ${what}` }],
  })
  const one = (role: ContactRole): string => all(role)[0]?.text ?? ''
  const failed = contactRoles
    .filter(role => role !== 'ignored')
    .flatMap(all)
    .find(({ text }) => isFailedFormula(text))
  if (failed) {
    return refuse(
      `has “${failed.text}” under “${cut(failed.name)}”: a formula of the spreadsheet failed. Mend it there.`,
    )
  }
  const dated = one('date')
  const date = dated === '' ? null : readDay(dated, order)
  if (dated === '') return refuse('has no date.')
  if (date === null && isSeveralDays(dated))
    return refuse(`has “${cut(dated)}” for a date, which is more than one day. Write one, or a row for each.`)
  if (date === null) {
    const other = readDay(dated, order === 'day-month' ? 'month-day' : 'day-month')
    return refuse(
      other === null
        ? `has “${cut(dated)}” for a date, which is none that can be read.`
        : `has “${cut(dated)}” for a date, which is written ${order === 'day-month' ? 'month first' : 'day first'}, unlike what was said of the others.`,
    )
  }
  const namesIn = (text: string, kind: 'sites' | 'people'): string[] => {
    const names = namesOf(text, known[kind])
    if (names.length > 1 && isPartedAtWord(text) && !names.some(name => known[kind].has(nameKey(name))))
      remark(
        `“${cut(text)}” is read as ${names.length} ${kind}. If it is one, add it under Cases first and take the log in then.`,
      )
    return names
  }
  const siteNames = all('site').flatMap(({ text }) => namesIn(text, 'sites'))
  const stayedAway = all('absent').flatMap(({ text }) => absentIn(text, known))
  if (siteNames.length === 0 && !stayedAway.some(({ name }) => isSite(name))) return refuse('has no site.')
  const length = lengthIn(one, lengths)
  if (length && 'why' in length)
    return refuse(`has “${cut(length.said)}” for ${length.counts}, which ${length.why}.`)
  const says = modeIn(one('mode'), saidModes)
  const notes = all('note').map(({ text }) => text)
  const atMode = notes.length
  const attendance = one('attended')
  const said = attendance === '' ? null : readHappened(attendance)
  const attended = said?.tookPlace ?? true
  const reasonSaid = cut(tidy(one('reason')), 400)
  const reason = reasonSaid === '' && said && !attended ? cut(tidy(said.more), 400) : reasonSaid
  if (attendance !== '' && (said === null || (said.more !== '' && reason !== cut(tidy(said.more), 400)))) {
    if (said === null)
      remark(`“${cut(attendance)}” does not say whether it took place, and is kept in the note.`)
    notes.push(`Attendance: ${attendance}`)
  }
  const sites = [...new Map(siteNames.map(name => [nameKey(name), name])).values()].map(
    (name): NamedPart => ({ name: cut(name, 200), attended, reason: attended ? '' : reason }),
  )
  const people: NamedPart[] = []
  const put = (name: string, part: Omit<NamedPart, 'name'>) => {
    if (isCount(name)) notes.push(`People: ${name}`)
    else if (!people.some(one => nameKey(one.name) === nameKey(name)))
      people.push({ name: cut(name, 200), ...part })
  }
  for (const { name: column, text } of all('people')) {
    if (saysAttendance(text) && !there.people.has(nameKey(text)))
      return refuse(
        `has “${cut(text)}” under “${cut(column)}”, where the names of people are read. Say whether it took place in a column of its own.`,
      )
    for (const name of namesIn(text, 'people')) {
      if (!isSite(name)) {
        const { name: bare, reason: said } = readAbsent(name)
        // What is in the brackets is said of a person who is there without them, and no name of another.
        const isSaid = said !== null && isPerson(bare)
        if (isSaid) notes.push(`Took part: ${name}`)
        put(isSaid ? bare : name, { attended, reason: attended ? '' : reason })
      } else if (!sites.some(site => siteKey(site.name) === siteKey(name))) {
        remark(`“${cut(name)}” among those who took part is a site and no person; it is kept in the note.`)
        notes.push(`Took part: ${name}`)
      }
    }
  }
  for (const absent of stayedAway) {
    const part = { attended: false, reason: absent.reason ?? reason }
    const own = sites.find(
      site =>
        nameKey(site.name) === nameKey(absent.name) ||
        (isSite(absent.name) && siteKey(site.name) === siteKey(absent.name)),
    )
    if (own) Object.assign(own, part)
    else if (isSite(absent.name)) sites.push({ name: cut(absent.name, 200), ...part })
    else put(absent.name, part)
  }
  const minutes = length?.minutes ?? null
  if (length?.counts === 'its times' && lengths.isSaid)
    remark(`has no length; ${cut(length.said)} is ${counted(length.minutes, 'minute')}.`)
  if (length?.isRounded) remark(`${cut(length.said)} is kept as ${counted(length.minutes, 'minute')}.`)
  const hasAbsence = [...sites, ...people].some(part => !part.attended)
  if (reason !== '' && !hasAbsence) notes.push(`Reason: ${reason}`)
  const noteWith = (isKept: boolean) =>
    (isKept ? notes.toSpliced(atMode, 0, `Mode: ${says.words}`) : notes)
      .join('\n')
      .slice(0, 20_000)
      .toWellFormed()
  const own = { date, mode: says.mode, minutes, sites, people, note: noteWith(says.isKept) }
  const isTooLong = minutes !== null && isLong(minutes)
  if (isTooLong) {
    const hours = Math.floor(minutes / 60)
    problems.push({ row, kind: 'long', what: `Row ${row} says ${minutes} minutes, ${hours} hours or more.` })
  }
  const id = tidy(one('id'))
  return {
    contact: {
      row,
      ...own,
      id: id === '' ? null : cut(id, 200),
      hash: hashOf(own),
      isLong: isTooLong,
      rest,
      says,
      others: otherModesOf(says, noteWith),
    },
    problems,
  }
}

/** Hashes of all that a row may have come in as before: as it is read, or with its mode read otherwise. */
export const hashesOf = (contact: ReadContact): string[] => [
  ...new Set([contact.hash, ...contact.others.map(other => hashOf({ ...contact, ...other }))]),
]

/** A hash of what a contact says, its cases by name. */
export function hashOf({
  date,
  mode,
  minutes,
  sites,
  people,
  note,
}: Pick<ReadContact, 'date' | 'mode' | 'minutes' | 'sites' | 'people' | 'note'>): string {
  const parts = (of: readonly NamedPart[]) =>
    of
      .map(part => [nameKey(part.name), part.attended, part.reason])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([date, mode, minutes, parts(sites), parts(people), note]))
    .digest('hex')
}

const cut = (text: string, most = 60): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trim()}…`
