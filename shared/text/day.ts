const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const foreign: Record<string, number> = { maj: 5, mai: 5, mär: 3, mrz: 3, okt: 10, dez: 12, dec: 12 }
const name = String.raw`(\p{L}{3,9})\.?`
const clock = String.raw`(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:am|pm)?)?`

const shapes: {
  pattern: RegExp
  order: [year: number, month: number, day: number]
  /** Where the year comes first, the month is second: nobody writes it otherwise. */
  isFixed?: true
}[] = [
  {
    pattern: /^(\d{4})[-/._](\d{1,2})[-/._](\d{1,2})(?:[T\s].*)?$/u,
    order: [1, 2, 3],
    isFixed: true,
  },
  {
    pattern: new RegExp(
      `^(\\d{1,2})(?:(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?|[-/])${name}(?:,?\\s+|[-/])(\\d{4}|\\d{2})${clock}$`,
      'iu',
    ),
    order: [3, 2, 1],
  },
  {
    pattern: new RegExp(`^${name}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${clock}$`, 'iu'),
    order: [3, 1, 2],
  },
  {
    pattern: new RegExp(`^(\\d{1,2})[-/._](\\d{1,2})[-/._](\\d{4}|\\d{2})${clock}$`, 'iu'),
    order: [3, 2, 1],
  },
]

/**
 * A calendar day written as people write it (`2026-03-05`, `5 March 2026`, `05-Mar-26`, `Mar 5, 2026`, `05/03/2026`, `5_3_26`),
 * as ISO 8601 `YYYY-MM-DD`; null where the text is not a date and nothing else. Numbers alone are read day first,
 * as in Britain and most of Europe, unless only month first makes a date; after a year the month always comes first.
 */
export function readDate(text: string): string | null {
  const trimmed = text
    .trim()
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+/i, '')
  if (trimmed.length > 60) return null
  for (const { pattern, order, isFixed } of shapes) {
    const match = pattern.exec(trimmed)
    if (!match) continue
    const [year, month, day] = order.map(i => match[i] ?? '') as [string, string, string]
    const found = isoDay(yearOf(year), monthOf(month), Number(day))
    return found ?? (isFixed ? null : isoDay(yearOf(year), monthOf(day), Number(month)))
  }
  return null
}

const moment = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

/**
 * The date of a source as it was typed: as `readDate` reads it, a full ISO 8601 moment as it stands. Or why it is none:
 * one sentence. Not for empty text: that is no date.
 */
export function readSourceDate(typed: string): { date: string } | { why: string } {
  const text = typed.trim()
  const day = moment.exec(text)?.[1]
  const date = day === undefined ? readDate(text) : readDate(day) === day ? text : null
  return date === null ? { why: `“${text}” is not a date, such as 5 March 2018 or 2018-03-05.` } : { date }
}

/** The day of a moment by this computer's calendar, as `YYYY-MM-DD`. */
export const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(n => String(n).padStart(2, '0')).join('-')

/** A year written in four figures or two. */
export function yearOf(text: string): number {
  const year = Number(text)
  if (text.length !== 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

/** A month by number or name, 1 to 12; 0 where it is none. */
export function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const start = text.toLowerCase().slice(0, 3)
  return months.indexOf(start) + 1 || (foreign[start] ?? 0)
}

/** A real day of 1900 to 2200 as `YYYY-MM-DD`; null where there is none. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || !(day >= 1)) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
