/** When a day begins by this computer's clock, or the day so many after it; milliseconds since 1970. */
export function startOfDay(day: string, after = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + after).getTime()
}
