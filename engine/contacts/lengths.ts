import type { ContactReading } from '#shared/model/contact.ts'
import type { RecordTable } from '#shared/model/record.ts'
import { counted } from '../export/agreement-words.ts'
import { cellsOf } from '../records/guess.ts'
import { type ReadLength, readLength } from './cells.ts'

/** How a log says lengths, beside what each of its columns is taken for. */
export interface LengthStyle {
  /** Hours and minutes stand side by side and say the same length twice: the minutes count. */
  isTwice: boolean
}

/** The cell of a row under a column that is taken for a part of its length; '' where it has none. */
export type LengthCell = (role: 'hours' | 'minutes') => string

/** Whether a column calls what stands in it hours, and not minutes as well. */
export const saysHours = (name: string): boolean => hoursWord.test(name) && !minutesWord.test(name)

const hoursWord = /\b(?:hours?|hrs?|timer|stunden?)\b|\bh\b(?!\s*:)/i
const minutesWord = /\b(?:min|mins|minutes?|minutter|minuten)\b|:\s*mm?\b/i

/** A number and nothing else: what it counts is said by the column it stands in. */
const bare = /^\d+(?:[.,](\d+))?$/

/** A length with the cells that say it, and what their column counts. */
type SaidLength = ReadLength & { said: string; counts: 'hours' | 'minutes' }

/** The length that a row says; null where it says none. */
export function lengthIn(cell: LengthCell, { isTwice }: LengthStyle): SaidLength | null {
  const part = (counts: 'hours' | 'minutes'): SaidLength | null => {
    const said = cell(counts)
    return said === '' ? null : { ...readLength(said, counts), said, counts }
  }
  const [hours, minutes] = [part('hours'), part('minutes')]
  if (!hours || !minutes || 'why' in minutes) return minutes ?? hours
  if ('why' in hours) return hours
  return isTwice
    ? minutes
    : {
        minutes: hours.minutes + minutes.minutes,
        isRounded: hours.isRounded || minutes.isRounded,
        said: `${hours.said} and ${minutes.said}`,
        counts: 'minutes',
      }
}

/** What tells how the lengths of a log are written, by what stands in all of its rows. */
export function lengthStyleOf(table: RecordTable, columns: ContactReading['columns']): LengthStyle {
  const both = rowsOfBoth(table, columns)
  return { isTwice: both.length > 0 && both.every(areTheSame) }
}

interface InBoth {
  row: number
  hours: string
  minutes: string
}

/** The rows whose length stands in a column of hours and in one of minutes, neither of them nothing. */
function rowsOfBoth(table: RecordTable, columns: ContactReading['columns']): InBoth[] {
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
export function wordsOfLengths(table: RecordTable, columns: ContactReading['columns']): string[] {
  const nameOf = (role: 'hours' | 'minutes') => columns.find(column => column.role === role)?.name
  const [hours, minutes] = [nameOf('hours'), nameOf('minutes')]
  const asIn = (role: 'hours' | 'minutes'): string => {
    const cell = cellsUnder(table, columns, role).find(({ text }) => bare.test(text))
    const length = cell && readLength(cell.text, role)
    return length && 'minutes' in length
      ? `: ${cell.text} in row ${cell.row} is ${counted(length.minutes, 'minute')}.`
      : '.'
  }
  if (hours !== undefined && minutes !== undefined) {
    const [first, ...others] = rowsOfBoth(table, columns)
    if (first && [first, ...others].every(areTheSame))
      return [`“${hours}” and “${minutes}” say the same length twice; the minutes count.`]
    const length =
      first &&
      lengthIn(role => (role === 'hours' ? first.hours : first.minutes), lengthStyleOf(table, columns))
    return [
      `“${hours}” is read as hours, and “${minutes}” is added to it${
        length && 'minutes' in length
          ? `: ${length.said} in row ${first.row} are ${counted(length.minutes, 'minute')}.`
          : '.'
      }`,
    ]
  }
  if (hours !== undefined) return [`“${hours}” is read as hours${asIn('hours')}`]
  return minutes !== undefined && hoursWord.test(minutes)
    ? [`“${minutes}” is read as minutes${asIn('minutes')}`]
    : []
}

/** The filled cells of the column that is taken for a part of the length. */
function cellsUnder(table: RecordTable, columns: ContactReading['columns'], role: 'hours' | 'minutes') {
  const name = columns.find(column => column.role === role)?.name
  const index = name === undefined ? -1 : table.columns.indexOf(name)
  return index < 0
    ? []
    : cellsOf(table, index).flatMap(({ row, text }) =>
        text.trim() === '' ? [] : [{ row, text: text.trim() }],
      )
}
