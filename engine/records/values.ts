/** More minutes than this are no session but a slip. */
const mostMinutes = 100_000

const number = String.raw`(\d+(?:[.,]\d+)?)`
const hours = String.raw`(?:h|hr|hrs|hour|hours|t|time|timer|std|stunde|stunden)\.?`
const minutes = String.raw`(?:m|min|mins|minute|minutes|minut|minutter|minuten|['′’])\.?`
const plain = new RegExp(`^${number}\\s*(?:${minutes})?$`, 'i')
const inHours = new RegExp(
  `^${number}\\s*${hours}(?:\\s*(?:and|og|und|,)?\\s*(\\d{1,2})\\s*(?:${minutes})?)?$`,
  'i',
)
const clock = /^(?:1899-12-3[01]\s+|1900-01-0[0-2]\s+)?(\d{1,3}):([0-5]\d)(?::[0-5]\d)?$/

/**
 * A length of time as people write it (`45`, `45 min`, `1h 20`, `1,5 hours`, `1:20`) in minutes, not negative; null
 * where it is none, or could be two, as `1,200`.
 */
export function readMinutes(text: string): number | null {
  const cell = text.trim().replace(/\s+/g, ' ')
  const bare = plain.exec(cell)
  if (bare) return sound(decimal(bare[1]))
  const long = inHours.exec(cell)
  if (long) {
    const whole = decimal(long[1])
    return whole === null ? null : sound(whole * 60 + Number(long[2] ?? 0))
  }
  const time = clock.exec(cell)
  return time ? sound(Number(time[1]) * 60 + Number(time[2])) : null
}

/** A number with a decimal point or comma; null where a comma may as well set off thousands. */
function decimal(text = ''): number | null {
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) return null
  return Number(text.replace(',', '.'))
}

function sound(value: number | null): number | null {
  if (value === null || !Number.isFinite(value) || value > mostMinutes) return null
  return Math.round(value * 100) / 100
}

const nobody = /^(?:0|-|–|—|none|nobody|no one|n\/a|ingen|keine?)$/i

/**
 * Who took part: names apart by semicolons, line breaks, commas, `and` or `&`, or a number. `3 others` counts for three
 * and names nobody. Null where a number is no count of people.
 */
export function readAttendance(text: string): { attended: number; names: string[] } | null {
  const cell = text.trim()
  if (nobody.test(cell)) return { attended: 0, names: [] }
  if (/^[-+]?\d+(?:[.,]\d+)?$/.test(cell)) {
    return /^\d{1,4}$/.test(cell) ? { attended: Number(cell), names: [] } : null
  }
  const apart = /[;\n]/.test(cell) ? /[;\n]/ : /,|&|\+|\s(?:and|og|und)\s/i
  const items = [
    ...new Set(
      cell
        .split(apart)
        .map(item => item.replace(/\s+/g, ' ').trim())
        .filter(item => item !== ''),
    ),
  ]
  const counts = items.map(item => /^(\d{1,4})\s+\p{L}/u.exec(item)?.[1])
  return {
    attended: counts.reduce((sum, count) => sum + (count === undefined ? 1 : Number(count)), 0),
    names: items.filter((_, at) => counts[at] === undefined),
  }
}
