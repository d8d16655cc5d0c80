/** Whole months from one day to another, both ISO 8601: a month is whole on the day that has the first one's number. */
export function wholeMonths(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [endYear = 0, endMonth = 0, endDay = 0] = to.split('-').map(Number)
  return Math.max(0, (endYear - year) * 12 + (endMonth - month) - (endDay < day ? 1 : 0))
}

/** Every calendar month from that of one day to that of another, `2018-03` first; none where the other is before it. */
export function monthsBetween(from: string, to: string): string[] {
  const number = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1
  const [first, last] = [number(from), number(to)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const month = first + at
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
