/** The Monday of the week a moment is in, `YYYY-MM-DD`, by the calendar of this computer. */
export function mondayOf(at: number): string {
  const day = new Date(at)
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7))
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
