import { readDay } from '../records/date-order.ts'
import { type ReadValue, readValue } from './values.ts'

/** How the dates of a column are read, and what is to be said of it. */
export interface DateColumn {
  read(cell: string): ReadValue
  /** Half a sentence on the order they are read in; null where each can be read in one way only, day first. */
  said: string | null
}

const asDate = (cell: string): ReadValue => readValue({ type: 'date', choices: [] }, cell)

/**
 * Reads a column's dates in one order of day and month: month first where some can only be that and none only day first, else day
 * first. Where some can only be the one and some only the other, those that can be read both ways are refused.
 */
export function dateColumn(cells: readonly { row: number; text: string }[]): DateColumn {
  const only = (order: 'day-month' | 'month-day', other: 'day-month' | 'month-day') =>
    cells.find(({ text }) => readDay(text, order) !== null && readDay(text, other) === null)
  const dayFirst = only('day-month', 'month-day')
  const monthFirst = only('month-day', 'day-month')
  if (dayFirst && monthFirst) {
    return {
      read: cell =>
        isEither(cell)
          ? { why: 'can be read day first and month first, and the column has both; write it as 2018-03-05' }
          : asDate(cell),
      said: `has dates that are day first, as row ${dayFirst.row} (${dayFirst.text}), and month first, as row ${monthFirst.row} (${monthFirst.text})`,
    }
  }
  if (monthFirst) {
    return {
      read(cell) {
        const day = isEither(cell) ? readDay(cell, 'month-day') : null
        return day === null ? asDate(cell) : { value: day }
      },
      said: `is read month first, as row ${monthFirst.row} (${monthFirst.text}) must be`,
    }
  }
  const isOpen = dayFirst === undefined && cells.some(({ text }) => isEither(text))
  return {
    read: asDate,
    said: isOpen ? 'is read day first; its dates could all be read month first as well' : null,
  }
}

/** Whether a date is another day when it is read the other way. */
function isEither(cell: string): boolean {
  const [dayFirst, monthFirst] = [readDay(cell, 'day-month'), readDay(cell, 'month-day')]
  return dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst
}
