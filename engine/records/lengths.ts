import type { RecordTable } from '#shared/model/record.ts'
import { type ReadLength, readLength } from '#shared/text/length.ts'
import { counted } from '../export/agreement-words.ts'
import { cellsOf } from './cells-of.ts'
import { isTimes, readTimes } from './times.ts'

/** A column of a table by name, and what it is taken for. */
interface LengthColumn {
  name: string
  role: string
}

/** How a log says lengths, beside what each of its columns is taken for. */
export interface LengthStyle {
  /** A column says lengths: where a row has none in it, the times of the day may tell. */
  isSaid: boolean
  /** Hours and minutes stand side by side and say the same length twice: the minutes count. */
  isTwice: boolean
  /** The column of minutes is called a time and has lengths in it: what looks like a time of day may be one. */
  mayBeTimes: boolean
}

/** The columns that a length can come from. */
type LengthRole = 'hours' | 'minutes' | 'start' | 'end'

/** The cell of a row under the column that is taken for one of these; '' where it has none. */
export type LengthCell = (role: LengthRole) => string

/** A length with what says it, and what that counts. */
type SaidLength = ReadLength & { said: string; counts: 'hours' | 'minutes' | 'its times' }

/** Whether a column calls what stands in it hours, and not minutes as well. */
export const saysHours = (name: string): boolean => hoursWord.test(name) && !minutesWord.test(name)

/** Whether a column calls what stands in it a length. */
export const saysLength = (name: string): boolean => minutesWord.test(name) || lengthWord.test(name)

/** Whether a column calls what stands in it a time, which may be one of the day as well as a length. */
export const saysTime = (name: string): boolean => timeWord.test(name) && !saysLength(name)

const hoursWord = /\b(?:hours?|hrs?|timer|stunden?)\b|\bh\b(?!\s*:)/i
const minutesWord = /\b(?:min|mins|minutes?|minutter|minuten)\b/i
const lengthWord = /\b(?:duration|length|(?:total|contact|talk) time|time (?:spent|taken|used))\b/i
const timeWord = /\b(?:times?|clock|tidspunkt|uhrzeit)\b|^kl\.?$/i

/** A number and nothing else: what it counts is said by the column it stands in. */
const bare = /^\d+(?:[.,](\d+))?$/

/** The length that a row says; null where it says none. One that is said counts before the time between two of the day. */
export function lengthIn(cell: LengthCell, { isTwice, mayBeTimes }: LengthStyle): SaidLength | null {
  const part = (counts: 'hours' | 'minutes'): SaidLength | null => {
    const said = cell(counts)
    return said === '' ? null : { ...readLength(said, counts), said, counts }
  }
  const [hours, minutes] = [part('hours'), part('minutes')]
  if (minutes && mayBeTimes && isTimes(minutes.said))
    return { ...minutes, why: 'may be a time of day; write a length as 90 or 1h 30' }
  if (!hours && !minutes) return between(cell)
  if (!hours || !minutes || 'why' in minutes) return minutes ?? hours
  if ('why' in hours) return hours
  return isTwice
    ? minutes
    : {
        minutes: hours.minutes + minutes.minutes,
        exact: hours.exact + minutes.exact,
        isRounded: hours.isRounded || minutes.isRounded,
        said: `${hours.said} and ${minutes.said}`,
        counts: 'minutes',
      }
}

/** The time between the two of a row; null where it does not have both. */
function between(cell: LengthCell): SaidLength | null {
  const [start, end] = [readTimes(cell('start')), readTimes(cell('end'))]
  const to = end?.from ?? start?.to ?? null
  if (start === null || to === null) return null
  const said = end === null ? cell('start') : `${cell('start')} to ${cell('end')}`
  return to < start.from
    ? { said, counts: 'its times', why: 'end before they begin' }
    : { said, counts: 'its times', minutes: to - start.from, exact: to - start.from, isRounded: false }
}

/** What tells how the lengths of a log are written, by what stands in all of its rows. */
export function lengthStyleOf(table: RecordTable, columns: readonly LengthColumn[]): LengthStyle {
  const both = rowsOfBoth(table, columns)
  const minutes = cellsUnder(table, columns, 'minutes')
  return {
    isSaid: nameOf(columns, 'hours') !== undefined || nameOf(columns, 'minutes') !== undefined,
    isTwice: both.length > 0 && both.every(areTheSame),
    mayBeTimes:
      saysTime(nameOf(columns, 'minutes') ?? '') &&
      minutes.filter(({ text }) => isTimes(text)).length * 2 <= minutes.length,
  }
}

interface InBoth {
  row: number
  hours: string
  minutes: string
}

/** The rows whose length stands in a column of hours and in one of minutes, neither of them nothing. */
function rowsOfBoth(table: RecordTable, columns: readonly LengthColumn[]): InBoth[] {
  const minutes = new Map(cellsUnder(table, columns, 'minutes').map(({ row, text }) => [row, text]))
  const isSome = (length: ReadLength) => 'minutes' in length && length.minutes > 0
  return cellsUnder(table, columns, 'hours').flatMap(({ row, text }) => {
    const beside = minutes.get(row) ?? ''
    return isSome(readLength(text, 'hours')) && isSome(readLength(beside))
      ? [{ row, hours: text, minutes: beside }]
      : []
  })
}

/** Whether hours are the minutes beside them, as exactly as their decimals tell: 1.3 are 75 to 81 minutes. */
function areTheSame({ hours, minutes }: InBoth): boolean {
  const [long, short] = [readLength(hours, 'hours'), readLength(minutes)]
  if (!('minutes' in long && 'minutes' in short)) return false
  const decimals = bare.exec(hours)?.[1]?.length ?? 0
  const within = decimals === 0 ? 0 : 30 / 10 ** decimals
  return Math.abs(long.minutes - short.minutes) <= within + (decimals === 0 ? 0 : 0.5)
}

/** What is said of the columns that lengths come from, where more than one reading of them can be thought of. */
export function wordsOfLengths(table: RecordTable, columns: readonly LengthColumn[]): string[] {
  const [hours, minutes] = [nameOf(columns, 'hours'), nameOf(columns, 'minutes')]
  const times = [nameOf(columns, 'start'), nameOf(columns, 'end')].filter(name => name !== undefined)
  const said: string[] = []
  if (hours !== undefined && minutes !== undefined) said.push(wordsOfBoth(table, columns, hours, minutes))
  else if (hours !== undefined) said.push(`“${hours}” is read as hours${example(table, columns, 'hours')}`)
  else if (minutes !== undefined && !isClear(table, columns, minutes))
    said.push(`“${minutes}” is read as minutes${example(table, columns, 'minutes')}`)
  const length = hours ?? minutes
  if (length !== undefined && times.length > 0) {
    const names = times.map(name => `“${name}”`).join(' and ')
    said.push(
      `The length is the one under “${length}”; ${names} ${times.length === 1 ? 'is a time' : 'are times'} of the day.`,
    )
  } else if (times.length > 0) said.push(wordsOfTimes(table, columns, times))
  return said
}

/** Whether nobody can take the minutes of a column for hours: it says what it counts, or each of its cells does. */
const isClear = (table: RecordTable, columns: readonly LengthColumn[], name: string): boolean =>
  saysLength(name) &&
  !hoursWord.test(name) &&
  (minutesWord.test(name) || !cellsUnder(table, columns, 'minutes').some(({ text }) => bare.test(text)))

/** Of hours beside minutes: what they are together. */
function wordsOfBoth(
  table: RecordTable,
  columns: readonly LengthColumn[],
  hours: string,
  minutes: string,
): string {
  const style = lengthStyleOf(table, columns)
  if (style.isTwice) return `“${hours}” and “${minutes}” say the same length twice; the minutes count.`
  const [first] = rowsOfBoth(table, columns)
  const length = first && lengthIn(role => (role === 'hours' || role === 'minutes' ? first[role] : ''), style)
  return `“${hours}” is read as hours, and “${minutes}” is added to it${
    length && 'minutes' in length
      ? `: ${length.said} in row ${first.row} are ${counted(length.minutes, 'minute')}.`
      : '.'
  }`
}

/** Of times of the day where no column says the length: what it is, and where it comes from. */
function wordsOfTimes(
  table: RecordTable,
  columns: readonly LengthColumn[],
  times: readonly string[],
): string {
  const ends = new Map(cellsUnder(table, columns, 'end').map(({ row, text }) => [row, text]))
  for (const { row, text } of cellsUnder(table, columns, 'start')) {
    const length = between(role => (role === 'start' ? text : role === 'end' ? (ends.get(row) ?? '') : ''))
    if (!length || !('minutes' in length)) continue
    const names = times.map(name => `“${name}”`).join(' to ')
    return `No column says the length: it is the time from ${times.length === 1 ? `start to end under ${names}` : names}; ${length.said} in row ${row} is ${counted(length.minutes, 'minute')}.`
  }
  const names = times.map(name => `“${name}”`).join(' and ')
  return times.length === 1
    ? `${names} is a time of the day and adds no minutes. If it is a length, choose Minutes for it.`
    : `${names} are times of the day and add no minutes.`
}

/** How one cell of a column comes out, to go after what the column is read as. */
function example(table: RecordTable, columns: readonly LengthColumn[], role: 'hours' | 'minutes'): string {
  const cells = cellsUnder(table, columns, role)
  const cell =
    cells.find(({ text }) => bare.test(text)) ?? cells.find(({ text }) => 'minutes' in readLength(text, role))
  const length = cell && readLength(cell.text, role)
  return length && 'minutes' in length
    ? `: ${cell.text} in row ${cell.row} is ${counted(length.minutes, 'minute')}.`
    : '.'
}

const nameOf = (columns: readonly LengthColumn[], role: LengthRole): string | undefined =>
  columns.find(column => column.role === role)?.name

/** The filled cells of the column that is taken for one that lengths come from. */
function cellsUnder(table: RecordTable, columns: readonly LengthColumn[], role: LengthRole) {
  const name = nameOf(columns, role)
  const index = name === undefined ? -1 : table.columns.indexOf(name)
  return index < 0
    ? []
    : cellsOf(table, index).flatMap(({ row, text }) =>
        text.trim() === '' ? [] : [{ row, text: text.trim() }],
      )
}
