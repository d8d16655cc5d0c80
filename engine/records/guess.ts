import type { ColumnRole, RecordReading, RecordTable } from '#shared/model/record.ts'
import { isMeantAsLength } from '#shared/text/length.ts'
import { cellsOf } from './cells-of.ts'
import { orderOf, readDay } from './date-order.ts'
import { saysHours } from './lengths.ts'

/** What a column must be called, and hold, to be taken for something; the first that fits has it. */
const names: readonly { role: ColumnRole; like: Pick<RegExp, 'test'>; holds(column: Column): boolean }[] = [
  {
    role: 'date',
    like: /\b(?:date|dato|datum|day|when|timestamp|completed)\b/i,
    holds: ({ dates }) => dates >= 0.6,
  },
  {
    role: 'hours',
    like: { test: name => saysHours(name) && isOfLengths.test(name) },
    holds: ({ hours }) => hours >= 0.6,
  },
  {
    role: 'minutes',
    like: { test: name => !saysHours(name) && inMinutes.test(name) },
    holds: ({ minutes }) => minutes >= 0.6,
  },
  {
    role: 'id',
    like: /(?:^|[ _-])(?:id|ref|reference|no|nr|number|code|key)\.?$|^(?:record|contact|entry|id\d?)$/i,
    holds: ({ distinct, longest }) => distinct >= 0.75 && longest <= 60,
  },
  {
    role: 'attendance',
    like: /\b(?:attend\w*|present|participants?|people|who|deltag\w*|teilnehm\w*)\b/i,
    holds: ({ longest }) => longest <= 400,
  },
  {
    role: 'mode',
    like: /\b(?:mode|medium|channel|method|contact type|how|type|kontaktform)\b/i,
    holds: ({ longest }) => longest <= 60,
  },
  {
    role: 'site',
    like: /\b(?:site|centre|center|hospital|trust|location|place|sted|ort)\b/i,
    holds: ({ longest }) => longest <= 120,
  },
  { role: 'title', like: /\b(?:title|titel|subject|topic)\b/i, holds: ({ longest }) => longest <= 200 },
]
const inMinutes = /\b(?:min|mins|minutes|minutter|minuten|duration|length|time spent|varighed|dauer)\b/i
/** Hours may be of something else than the contact: those a person works a week are not its length. */
const isOfLengths =
  /^(?:(?:no\.?|number of|total|contact|session|meeting)\s+)?(?:hours?|hrs?|timer|stunden?|h)\.?$|\b(?:duration|length|time|varighed|dauer)\b/i
const narrative =
  /\b(?:notes?|reasons?|comments?|summary|text|discuss\w*|actions?|plans?|descri\w*|narrative|content|feedback)\b/i

/** What is to be known of a column: shares of its filled cells (0–1), lengths in UTF-16 units. */
interface Column {
  name: string
  filled: number
  dates: number
  minutes: number
  hours: number
  distinct: number
  longest: number
  average: number
}

/** How a table of records is probably read, by the names of its columns and by what stands in them. */
export function guessReading(table: RecordTable): RecordReading {
  const taken = new Set<ColumnRole>()
  const columns = table.columns.map((name, index) =>
    look(
      name,
      table.rows.map(row => row[index] ?? ''),
    ),
  )
  const roles = new Map<Column, ColumnRole>()
  for (const { role, like, holds } of names) {
    const found = columns.find(
      column => !roles.has(column) && column.filled > 0 && like.test(column.name) && holds(column),
    )
    if (found) {
      roles.set(found, role)
      taken.add(role)
    }
  }
  if (!taken.has('date')) {
    const dated = columns.find(column => !roles.has(column) && column.dates >= 0.9 && column.minutes < 0.9)
    if (dated) roles.set(dated, 'date')
  }
  for (const column of columns) {
    if (roles.has(column)) continue
    if (column.filled === 0) roles.set(column, 'ignored')
    else if (column.average > 50 || column.longest > 160 || narrative.test(column.name))
      roles.set(column, 'text')
    else roles.set(column, 'kept')
  }
  if (![...roles.values()].includes('text')) {
    const [longest] = columns
      .filter(column => roles.get(column) === 'kept')
      .sort((a, b) => b.average - a.average)
    if (longest) roles.set(longest, 'text')
  }
  const dateAt = columns.findIndex(column => roles.get(column) === 'date')
  return {
    columns: columns.map(column => ({ name: column.name, role: roles.get(column) ?? 'ignored' })),
    dateOrder: dateAt < 0 ? 'day-month' : orderOf(cellsOf(table, dateAt)).order,
  }
}

function look(name: string, cells: readonly string[]): Column {
  const filled = cells.filter(cell => cell !== '')
  const seen = filled.slice(0, 500)
  const share = (holds: (cell: string) => boolean) =>
    seen.length === 0 ? 0 : seen.filter(holds).length / seen.length
  return {
    name,
    filled: filled.length,
    dates: share(cell => (readDay(cell, 'day-month') ?? readDay(cell, 'month-day')) !== null),
    minutes: share(cell => isMeantAsLength(cell)),
    hours: share(cell => isMeantAsLength(cell, 'hours')),
    distinct: filled.length === 0 ? 0 : new Set(filled).size / filled.length,
    longest: filled.reduce((most, cell) => Math.max(most, cell.length), 0),
    average: filled.length === 0 ? 0 : filled.reduce((sum, cell) => sum + cell.length, 0) / filled.length,
  }
}
