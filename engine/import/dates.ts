const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const foreign: Record<string, number> = { maj: 5, mai: 5, mär: 3, mrz: 3, okt: 10, dez: 12, dec: 12 }
const name = String.raw`(\p{L}{3,9})\.?`
const clock = String.raw`(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:am|pm)?)?`

const shapes: { pattern: RegExp; order: [year: number, month: number, day: number] }[] = [
  { pattern: /^(\d{4})[-/._](\d{1,2})[-/._](\d{1,2})(?:[T\s].*)?$/u, order: [1, 2, 3] },
  {
    pattern: new RegExp(`^(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${name},?\\s+(\\d{4})${clock}$`, 'iu'),
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
 * A calendar day written as people write it (`2026-03-05`, `5 March 2026`, `Mar 5, 2026`, `05/03/2026`, `5_3_26`),
 * as ISO 8601 `YYYY-MM-DD`; null where the text is not a date and nothing else. Numbers alone are read day first,
 * as in Britain and most of Europe, unless only month first makes a date.
 */
export function readDate(text: string): string | null {
  const trimmed = text
    .trim()
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+/i, '')
  if (trimmed.length > 60) return null
  for (const { pattern, order } of shapes) {
    const match = pattern.exec(trimmed)
    if (!match) continue
    const [year, month, day] = order.map(i => match[i] ?? '') as [string, string, string]
    return (
      isoDay(yearOf(year), monthOf(month), Number(day)) ?? isoDay(yearOf(year), monthOf(day), Number(month))
    )
  }
  return null
}

/** The date a document states about itself: a line of its own, or after `Date:`, among its first lines; else null. */
export function statedDate(text: string): string | null {
  const opening = text
    .slice(0, 2000)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, 12)
  for (const line of opening) {
    const bare = line
      .trim()
      .replace(/^[#*\s]+/, '')
      .replace(/^(?:interview\s+)?(?:date|dato|datum)\s*:\s*/i, '')
    const date = readDate(bare)
    if (date) return date
  }
  return null
}

const zones: Record<string, string> = {
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  Z: 'Z',
  BST: '+01:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  CET: '+01:00',
  CEST: '+02:00',
}
const mailShape =
  /(\d{1,2})\s+(\p{L}{3,9})\.?,?\s+(\d{4}|\d{2})(?:,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?\s*([+-]\d{4}|[A-Z]{1,4})?/u

/**
 * An email's Date header (RFC 5322) as ISO 8601 with the zone as it was sent: `2026-03-05T09:30:00+01:00`.
 * Null where it states no real date; a header without a known zone gives a time without one.
 */
export function readMailDate(header: string): string | null {
  const match = mailShape.exec(header.replace(/\([^)]*\)/g, ' ').replace(/\s+/g, ' '))
  if (!match) return null
  const [, day = '', month = '', year = '', hour, minute = '', second = '00', zone = ''] = match
  const date = isoDay(yearOf(year), monthOf(month), Number(day))
  if (!date || hour === undefined) return date
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return date
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : (zones[zone] ?? '')
  return `${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`
}

function yearOf(text: string): number {
  const year = Number(text)
  if (text.length !== 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const start = text.toLowerCase().slice(0, 3)
  return months.indexOf(start) + 1 || (foreign[start] ?? 0)
}

function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
