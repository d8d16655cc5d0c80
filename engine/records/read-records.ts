import { createHash } from 'node:crypto'
import type { Segment } from '#shared/model/document.ts'
import type { ColumnRole, RecordReading, RecordTable, RowProblem, ShownRecord } from '#shared/model/record.ts'
import { TextBuilder } from '../import/text-builder.ts'
import { cellsOf } from './cells-of.ts'
import { orderOf, readDay } from './date-order.ts'
import { type LengthStyle, lengthIn, lengthStyleOf, wordsOfLengths } from './lengths.ts'
import { readAttendance } from './values.ts'

/** A row read by a mapping: what is shown of it, and the text and segments of the source it becomes. */
export interface ReadRecord extends ShownRecord {
  text: string
  segments: Segment[]
  /** What tells the row apart: its id, else all it says. */
  key: string
  /** A hash of all that comes in of it. */
  content: string
  /** What is left out because it cannot be read. One sentence each. */
  warnings: string[]
}

export interface ReadRecords {
  records: ReadRecord[]
  problems: RowProblem[]
  said: string[]
}

/**
 * The rows of a table as records, each without the values that cannot be read. A row without text, or with the id of a
 * row above it, is a problem. A row that is altogether like one above it is one with it.
 */
export function readRecords(
  table: RecordTable,
  reading: RecordReading,
  name: string,
  fileName: string,
): ReadRecords {
  const places = placesOf(table, reading)
  const lengths = lengthStyleOf(table, reading.columns)
  const records: ReadRecord[] = []
  const problems: RowProblem[] = []
  const seen = new Map<string, ReadRecord>()
  let same = 0
  for (const [at, cells] of table.rows.entries()) {
    const row = at + table.headRow + 1
    if (cells.every(cell => cell === '')) continue
    const read = readRow(cells, row, places, lengths, reading, name, fileName)
    if (read.record === null) {
      problems.push({
        row,
        kind: 'row',
        what: `Row ${row} has no text in ${inWords(places.get('text') ?? [])}.`,
      })
      continue
    }
    const above = seen.get(read.record.key)
    if (above && above.content === read.record.content) {
      same++
      continue
    }
    if (above) {
      problems.push({
        row,
        kind: 'row',
        what: `Row ${row} has the id of row ${above.row} and says something else.`,
      })
      continue
    }
    seen.set(read.record.key, read.record)
    records.push({ ...read.record, warnings: read.unread })
  }
  return {
    records,
    problems,
    said: [
      ...decided(table, reading, places),
      ...wordsOfLengths(table, reading.columns),
      ...(same > 0 ? [alike(same)] : []),
    ],
  }
}

interface Place {
  name: string
  index: number
}
type Places = ReadonlyMap<ColumnRole, readonly Place[]>

function placesOf(table: RecordTable, reading: RecordReading): Places {
  const at = new Map(table.columns.map((name, index) => [name, index]))
  return Map.groupBy(
    reading.columns.flatMap(({ name, role }) => {
      const index = at.get(name)
      return index === undefined ? [] : [{ name, role, index }]
    }),
    ({ role }) => role,
  )
}

function decided(table: RecordTable, reading: RecordReading, places: Places): string[] {
  const date = places.get('date')?.[0]
  if (!date) return []
  const { order, said } = orderOf(cellsOf(table, date.index))
  if (order === reading.dateOrder) return said === null ? [] : [said]
  return [
    reading.dateOrder === 'day-month'
      ? 'Dates are read day first, as the mapping says.'
      : 'Dates are read month first, as the mapping says.',
  ]
}

function readRow(
  cells: readonly string[],
  row: number,
  places: Places,
  lengths: LengthStyle,
  reading: RecordReading,
  mapping: string,
  fileName: string,
): { record: ReadRecord | null; unread: string[] } {
  const unread: string[] = []
  const cell = (role: ColumnRole): string => cells[places.get(role)?.[0]?.index ?? -1] ?? ''
  const line = (role: ColumnRole): string => cell(role).replace(/\s+/g, ' ')
  const value = <T>(role: ColumnRole, what: string, read: (text: string) => T | null): T | null => {
    const text = cell(role)
    const found = text === '' ? null : read(text)
    if (text !== '' && found === null) {
      unread.push(`“${cut(text, 60)}” in ${places.get(role)?.[0]?.name} is ${what}.`)
    }
    return found
  }
  const fields = (places.get('text') ?? []).flatMap(({ name, index }) => {
    const text = cells[index] ?? ''
    return text === '' ? [] : [{ name, text }]
  })
  const date = value('date', 'no date that can be read', text => readDay(text, reading.dateOrder))
  const length = lengthIn(role => (role === 'hours' || role === 'minutes' ? cell(role).trim() : ''), lengths)
  if (length && 'why' in length) {
    const column = length.counts === 'its times' ? null : places.get(length.counts)?.[0]
    unread.push(`“${cut(length.said, 60)}” in ${column?.name} ${length.why}.`)
  }
  const minutes = length && 'exact' in length ? length.exact : null
  const attendance = value('attendance', 'no number of people', readAttendance)
  if (fields.length === 0) return { record: null, unread }
  const others = Object.fromEntries(
    (places.get('kept') ?? []).flatMap(({ name, index }) => {
      const text = cells[index] ?? ''
      return text === '' ? [] : [[name, text] as const]
    }),
  )
  const site = line('site') || null
  const mode = line('mode') || null
  const { attended, names } = attendance ?? { attended: null, names: [] }
  const { text, segments } = compose(fields, fileName)
  const content = sha256([
    text,
    date,
    site,
    mode,
    minutes,
    attended,
    names,
    Object.entries(others),
    line('title'),
  ])
  const id = line('id')
  const title =
    line('title') ||
    id ||
    [mapping, date, site].filter(Boolean).join(', ') + (date || site ? '' : `, row ${row}`)
  return {
    record: {
      row,
      title: cut(title, 200),
      date,
      site,
      mode,
      minutes,
      attended,
      names,
      others,
      fields,
      text,
      segments,
      key: id === '' ? `row ${content}` : `id ${id.toLowerCase()}`,
      content,
      warnings: [],
    },
    unread,
  }
}

/** The free text of a row, a field after the other under its column's name. */
function compose(fields: readonly { name: string; text: string }[], fileName: string) {
  const builder = new TextBuilder(fileName)
  const segments = fields.map(({ name, text }): Segment => {
    builder.breakLine()
    const { start } = builder.append(`${name}: `)
    const { start: bodyStart, end } = builder.append(text)
    return { kind: 'field', start, bodyStart, end }
  })
  return { text: builder.text, segments }
}

const sha256 = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex')

const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trim()}…`

const inWords = (places: readonly Place[]): string =>
  places.length === 0 ? 'any column: none is mapped to text' : places.map(({ name }) => name).join(', ')

const alike = (count: number): string =>
  count === 1
    ? '1 row is the same as another and comes in once.'
    : `${count.toLocaleString('en-GB')} rows are the same as others and come in once.`
