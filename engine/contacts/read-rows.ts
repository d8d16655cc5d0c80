import { createHash } from 'node:crypto'
import type { ContactMode, ContactProblem, ContactReading, ContactRole } from '#shared/model/contact.ts'
import type { DateOrder, RecordTable } from '#shared/model/record.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { nameKey } from '../cases/same-name.ts'
import { readDay } from '../records/date-order.ts'
import {
  isCount,
  isLong,
  isPartedAtWord,
  readAbsent,
  readHappened,
  readLength,
  readModes,
  readNames,
  tidy,
} from './cells.ts'

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

/**
 * The rows of a log as contacts, each row that cannot be read as a problem instead: without a date or a site, with a
 * length that is none. `there` has the keys of the names that the study has.
 */
export function readRows(
  table: RecordTable,
  { columns }: ContactReading,
  order: DateOrder,
  there: KnownNames,
): ReadContacts {
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
  const read: ReadContacts = { contacts: [], problems: [] }
  for (const [number, row] of table.rows.entries()) {
    const cells = row.map(cell => normaliseText(cell).text.trim())
    if (cells.every(cell => cell === '')) continue
    const all = (role: ContactRole) =>
      (places.get(role) ?? [])
        .map(({ name, index }) => ({ name, text: cells[index] ?? '' }))
        .filter(c => c.text !== '')
    const found = readRow(number + table.headRow + 1, all, order, known)
    read.problems.push(...found.problems)
    if (found.contact) read.contacts.push(found.contact)
  }
  return read
}

type Cells = (role: ContactRole) => { name: string; text: string }[]

function readRow(
  row: number,
  all: Cells,
  order: DateOrder,
  known: KnownNames,
): { contact: ReadContact | null; problems: ContactProblem[] } {
  const problems: ContactProblem[] = []
  const remark = (what: string) => problems.push({ row, kind: 'remark', what: `Row ${row}: ${what}` })
  const refuse = (what: string) => ({
    contact: null,
    problems: [{ row, kind: 'refused' as const, what: `Row ${row} ${what}` }],
  })
  const one = (role: ContactRole): string => all(role)[0]?.text ?? ''
  const dated = one('date')
  const date = dated === '' ? null : readDay(dated, order)
  if (dated === '') return refuse('has no date.')
  if (date === null) {
    const other = readDay(dated, order === 'day-month' ? 'month-day' : 'day-month')
    return refuse(
      other === null
        ? `has “${cut(dated)}” for a date, which is none that can be read.`
        : `has “${cut(dated)}” for a date, which is written ${order === 'day-month' ? 'month first' : 'day first'}, unlike what was said of the others.`,
    )
  }
  const namesIn = (text: string, kind: 'sites' | 'people'): string[] => {
    if (known[kind].has(nameKey(text))) return [tidy(text)]
    const names = readNames(text, name => known[kind].has(nameKey(name)))
    if (names.length > 1 && isPartedAtWord(text) && !names.some(name => known[kind].has(nameKey(name))))
      remark(
        `“${cut(text)}” is read as ${names.length} ${kind}. If it is one, add it under Cases first and take the log in then.`,
      )
    return names
  }
  const siteNames = all('site').flatMap(({ text }) => namesIn(text, 'sites'))
  if (siteNames.length === 0) return refuse('has no site.')
  const said = one('minutes')
  const length = said === '' ? null : readLength(said)
  if (length && 'why' in length) return refuse(`has “${cut(said)}” for minutes, which ${length.why}.`)
  const modeWords = one('mode')
  const modes = readModes(modeWords)
  const [mode = 'other'] = modes
  const notes = all('note').map(({ text }) => text)
  if (modeWords === '') remark('says no mode and is taken as other.')
  else if (mode === 'other' && nameKey(modeWords) !== 'other') {
    remark(
      `“${cut(modeWords)}” is taken as other; the words are kept in the note. If it is another mode, change the contact.`,
    )
    notes.push(`Mode: ${modeWords}`)
  } else if (modes.length > 1) {
    remark(
      `“${cut(modeWords)}” names ${modes.join(' and ')} and is taken as ${mode}; the words are kept in the note. If it is another mode, change the contact.`,
    )
    notes.push(`Mode: ${modeWords}`)
  }
  const happenedWords = one('attended')
  const happened = happenedWords === '' ? null : readHappened(happenedWords)
  if (happenedWords !== '' && happened === null) {
    remark(`“${cut(happenedWords)}” does not say whether it took place, and is kept in the note.`)
    notes.push(`Attendance: ${happenedWords}`)
  }
  const attended = happened ?? true
  const reason = cut(tidy(one('reason')), 400)
  const minutes = length?.minutes ?? null
  if (length?.isRounded) remark(`${cut(said)} is kept as ${minutes} minutes.`)
  if (attended && minutes === null && mode !== 'email') remark('has no minutes, and adds none.')
  if (!attended && minutes !== null && minutes > 0)
    remark(`did not take place, so its ${minutes} minutes count nowhere.`)
  const people: NamedPart[] = []
  const put = (name: string, part: Omit<NamedPart, 'name'>) => {
    if (isCount(name)) notes.push(`People: ${name}`)
    else if (!people.some(one => nameKey(one.name) === nameKey(name)))
      people.push({ name: cut(name, 200), ...part })
  }
  for (const { text } of all('people'))
    for (const name of namesIn(text, 'people')) put(name, { attended, reason: attended ? '' : reason })
  for (const { text } of all('absent'))
    for (const item of readNames(text)) {
      const absent = readAbsent(item)
      put(absent.name, { attended: false, reason: absent.reason ?? reason })
    }
  const hasAbsence = !attended || people.some(part => !part.attended)
  if (reason !== '' && !hasAbsence) notes.push(`Reason: ${reason}`)
  const sites = [...new Map(siteNames.map(name => [nameKey(name), name])).values()].map(name => ({
    name: cut(name, 200),
    attended,
    reason: attended ? '' : reason,
  }))
  const own = { date, mode, minutes, sites, people, note: notes.join('\n').slice(0, 20_000).toWellFormed() }
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
    },
    problems,
  }
}

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
