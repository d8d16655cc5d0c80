import type { DateOrder } from '#shared/model/record.ts'
import { readDate } from '#shared/text/day.ts'
import { isSeveralDays } from './several-days.ts'

const numeric = /^(\d{1,2})[-/._](\d{1,2})[-/._](\d{4}|\d{2})(?:[,\sT].*)?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
/** Days since 1899-12-30, as spreadsheets count: from October 1954 to January 2119. */
const serial = /^([2-7]\d{4})(?:[.,]\d+)?$/

/**
 * A cell of a column of dates as `YYYY-MM-DD`: ISO, with the month in words, a spreadsheet's day number, or numbers in
 * the order that holds for the whole column. Null where it is no such date, or several.
 */
export function readDay(text: string, order: DateOrder): string | null {
  const cell = text.trim()
  if (isSeveralDays(cell)) return null
  const numbers = numeric.exec(cell)
  if (numbers) {
    const [, first = '', second = '', year = ''] = numbers
    const [day, month] = order === 'day-month' ? [first, second] : [second, first]
    // Written out, so that it cannot be read the other way round.
    const full = year.length === 2 ? (Number(year) < 70 ? `20${year}` : `19${year}`) : year
    return Number(month) > 12 ? null : readDate(`${full}-${month}-${day}`)
  }
  const run = compact.exec(cell)
  if (run) return readDate(`${run[1]}-${run[2]}-${run[3]}`)
  const days = serial.exec(cell)
  if (days) return new Date(Date.UTC(1899, 11, 30 + Number(days[1]))).toISOString().slice(0, 10)
  return readDate(cell)
}

/**
 * In which order a column writes day and month, by the days there are that can be read only one way, and why in a
 * sentence.
 */
export function orderOf(cells: readonly { row: number; text: string }[]): {
  order: DateOrder
  said: string | null
} {
  const dayFirst: { row: number; text: string }[] = []
  const monthFirst: { row: number; text: string }[] = []
  let either = 0
  for (const cell of cells) {
    const match = numeric.exec(cell.text.trim())
    if (!match) continue
    const isDayFirst = readDay(cell.text, 'day-month') !== null
    const isMonthFirst = readDay(cell.text, 'month-day') !== null
    if (isDayFirst && isMonthFirst) either += match[1] === match[2] ? 0 : 1
    else if (isDayFirst) dayFirst.push(cell)
    else if (isMonthFirst) monthFirst.push(cell)
  }
  const order: DateOrder = monthFirst.length > dayFirst.length ? 'month-day' : 'day-month'
  const [proof] = order === 'day-month' ? dayFirst : monthFirst
  const words = order === 'day-month' ? 'day first' : 'month first'
  if (proof) {
    return {
      order,
      said: `Dates are read ${words}, as row ${proof.row} (${proof.text.trim()}) must be.`,
    }
  }
  return {
    order,
    said: either > 0 ? 'Dates are read day first; they could all be read month first as well.' : null,
  }
}
