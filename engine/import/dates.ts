import { isoDay, monthOf, readDate, yearOf } from '#shared/text/day.ts'

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
