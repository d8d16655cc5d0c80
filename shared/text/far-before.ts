/**
 * How many of these days or months, ISO 8601 and in order, stand at the beginning with more than `months` between them and all
 * others: a few, as years that were mistyped do. 0 where none do, and where they are more than a few.
 */
export function farBefore(days: readonly string[], months: number): number {
  let found = 0
  for (let n = 1; n < days.length && isFew(n, days.length); n++) {
    if (monthNumber(days[n] ?? '') - monthNumber(days[n - 1] ?? '') > months) found = n
  }
  return found
}

const isFew = (n: number, of: number): boolean => n === 1 || (n <= 3 && 2 * n < of) || 20 * n <= of

const monthNumber = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7))

/** The day a year before another, both ISO 8601, for comparing: it may be one that the calendar has not. */
export const aYearBefore = (day: string): string =>
  `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
