import type { ContactReading, ContactRole } from '#shared/model/contact.ts'
import type { DateOrder, RecordTable } from '#shared/model/record.ts'
import { isMeantAsLength } from '#shared/text/length.ts'
import { cellsOf } from '../records/cells-of.ts'
import { readDay } from '../records/date-order.ts'
import { saysHours, saysLength, saysTime } from '../records/lengths.ts'
import { isTimes, readTimes } from '../records/times.ts'
import { readHappened, saysAttendance, saysCalledOff } from './attendance.ts'

/** What a column must be called, and hold in most cells, to be taken for something; the first that fits has it. */
const names: readonly {
  role: ContactRole
  like: Pick<RegExp, 'test'>
  holds?: (cell: string) => boolean
  /** What it is not taken for where most of its cells are this. */
  unless?: (cell: string) => boolean
  many?: true
}[] = [
  { role: 'date', like: /\b(?:date|dato|datum|day|when)\b/i },
  { role: 'hours', like: { test: saysHours }, holds: cell => isMeantAsLength(cell, 'hours') },
  { role: 'minutes', like: { test: saysLength } },
  {
    role: 'start',
    like: /\b(?:start(?:s|ed|ing)?|began|begins?|beginning|commenced|from|time in)\b/i,
    holds: isTimes,
  },
  {
    role: 'end',
    like: /\b(?:end(?:s|ed|ing)?|finish(?:es|ed)?|stop(?:s|ped)?|until|till?|to|time out)\b/i,
    holds: isTimes,
  },
  { role: 'start', like: { test: saysTime }, holds: isTimes },
  { role: 'reason', like: /\b(?:reasons?|why)\b/i },
  { role: 'absent', like: /\b(?:absent|absentees?|apologies|not attend\w*|did not)\b/i, many: true },
  {
    role: 'attended',
    like: /\b(?:attend|attends|attended|attendance|present|held|took place|happened|status|outcome)\b/i,
    holds: cell => readHappened(cell) !== null,
  },
  { role: 'mode', like: /\b(?:mode|medium|channel|method|type|how|via|contact type)\b/i },
  { role: 'site', like: /\b(?:sites?|centre|center|hospital|trust|location|ward)\b/i, many: true },
  {
    role: 'people',
    like: /\b(?:people|persons?|who|participants?|attendees|attend\w*|present|names?|ots?|staff|mentors?|mentees?|therapists?)\b/i,
    unless: saysAttendance,
    many: true,
  },
  { role: 'id', like: /(?:^|[ _-])(?:id|ref|reference|no|nr|number)\.?$|^(?:record|contact)$/i },
  { role: 'note', like: /\b(?:notes?|comments?|remarks?|summary|topics?|discuss\w*)\b/i, many: true },
]

interface Looked {
  name: string
  role: ContactRole
  /** What is in its filled cells. */
  cells: string[]
}

const most = (cells: readonly string[], holds: (cell: string) => boolean): boolean =>
  cells.filter(holds).length * 2 > cells.length

/** How a contact log is probably read, by the names of its columns and what stands in them. */
export function guessReading(table: RecordTable): ContactReading {
  const taken = new Set<ContactRole>()
  const columns = table.columns.map((name, index): Looked => {
    const cells = cellsOf(table, index).map(({ text }) => text)
    return { name, role: 'ignored', cells }
  })
  // Columns with something in them choose first; an empty one is what it is called, as far as that is free.
  for (const column of columns.toSorted(
    (a, b) => Number(a.cells.length === 0) - Number(b.cells.length === 0),
  )) {
    const { name, cells } = column
    const fits = names.find(
      ({ role, like, holds, unless, many }) =>
        (many || !taken.has(role)) &&
        like.test(name) &&
        (holds === undefined || cells.length === 0 || most(cells, holds)) &&
        (unless === undefined || !most(cells, unless)),
    )
    if (!fits) continue
    column.role = fits.role
    taken.add(fits.role)
  }
  const isLength = (cell: string) => isMeantAsLength(cell)
  const saysItsLength = () => columns.some(({ role }) => role === 'minutes' || role === 'hours')
  // What is called a time is a length only where nothing else is, and what stands in it is none of the day.
  if (!saysItsLength()) {
    const found = columns.find(
      ({ name, role, cells }) => role === 'ignored' && saysTime(name) && most(cells, isLength),
    )
    if (found) found.role = 'minutes'
  }
  // A log whose columns are called otherwise still has dates and lengths in it.
  const untold = (role: ContactRole, holds: (cell: string) => boolean) => {
    if (columns.some(column => column.role === role)) return
    const found = columns.find(
      column => column.role === 'ignored' && column.cells.length > 0 && column.cells.every(holds),
    )
    if (found) found.role = role
  }
  untold(
    'date',
    cell => (readDay(cell, 'day-month') ?? readDay(cell, 'month-day')) !== null && !/^\d+$/.test(cell),
  )
  // Times from the morning on are hardly lengths, whatever a column is called.
  const isOfDay = (cell: string) => (readTimes(cell)?.from ?? 0) >= 6 * 60
  if (!saysItsLength()) untold('minutes', cell => isLength(cell) && !isOfDay(cell))
  // A status that is mostly of something else still says what was called off.
  if (!columns.some(({ role }) => role === 'attended')) {
    const status = columns.find(({ role, cells }) => role === 'ignored' && cells.some(saysCalledOff))
    if (status) status.role = 'attended'
  }
  const session = columns.find(({ name, role }) => role === 'ignored' && /^session$/i.test(name.trim()))
  if (session && !columns.some(({ role }) => role === 'id') && isOfOneDay(table, session.name, columns))
    session.role = 'id'
  const read = columns.map(({ name, role }) => ({ name, role }))
  const order = orderIn(stylesIn(table, read))
  return { columns: read, dateOrder: order === 'any' ? 'day-month' : order }
}

/** Whether what is called alike in a column is of one day: a number that every site begins anew tells no session. */
function isOfOneDay(table: RecordTable, column: string, columns: readonly Looked[]): boolean {
  const date = columns.find(({ role }) => role === 'date')?.name
  if (date === undefined) return false
  const dayOf = new Map(cellsOf(table, table.columns.indexOf(date)).map(({ row, text }) => [row, text]))
  const ids = cellsOf(table, table.columns.indexOf(column))
  const days = Map.groupBy(ids, ({ text }) => text.toLowerCase())
  return (
    ids.length > 0 &&
    [...days.values()].every(rows => new Set(rows.map(({ row }) => dayOf.get(row))).size === 1)
  )
}

/** What the dates of a log say of the order of day and month. */
export interface DateStyles {
  /** Rows whose date can only be read day first, and month first. */
  dayFirst: { row: number; text: string }[]
  monthFirst: { row: number; text: string }[]
  /** Rows whose date can be read both ways, as different days. */
  either: { row: number; text: string }[]
}

/**
 * In which order dates are written where that can be told: null where nothing tells, or they are written in both; `any`
 * where each reads the same both ways.
 */
export function orderIn({ dayFirst, monthFirst, either }: DateStyles): DateOrder | 'any' | null {
  if (dayFirst.length > 0 && monthFirst.length > 0) return null
  if (monthFirst.length > 0) return 'month-day'
  if (dayFirst.length > 0) return 'day-month'
  return either.length === 0 ? 'any' : null
}

/** The dates of a log by the orders they can be read in. */
export function stylesIn(table: RecordTable, columns: ContactReading['columns']): DateStyles {
  const styles: DateStyles = { dayFirst: [], monthFirst: [], either: [] }
  const name = columns.find(({ role }) => role === 'date')?.name
  const index = name === undefined ? -1 : table.columns.indexOf(name)
  if (index < 0) return styles
  for (const cell of cellsOf(table, index)) {
    const [day, month] = [readDay(cell.text, 'day-month'), readDay(cell.text, 'month-day')]
    if (day === month) continue
    if (month === null) styles.dayFirst.push(cell)
    else if (day === null) styles.monthFirst.push(cell)
    else styles.either.push(cell)
  }
  return styles
}
