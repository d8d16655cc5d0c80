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
const mayBeThousands = /^[1-9]\d{0,2}[.,]\d{3}$/
/** A number in thousands, or what looks so, with its unit: the digits before and after what sets them off. */
const inThousands = new RegExp(String.raw`^([1-9]\d{0,2})([.,\s'’])(\d{3})\s*(?:${hours}|${minutes})?$`, 'i')
const clock = /^(?:1899-12-3[01]\s+|1900-01-0[0-2]\s+)?(\d{1,3}):([0-5]\d)(?::[0-5]\d)?$/

/**
 * A length of time as people write it (`45`, `45 min`, `1h 20`, `1,5 hours`, `1:20`) in minutes, not negative; null
 * where it is none, or could be two, as `1,200` and `1.200`.
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

/** A number with a decimal point or comma; null where that may as well set off thousands. */
function decimal(text = ''): number | null {
  if (mayBeThousands.test(text)) return null
  return Number(text.replace(',', '.'))
}

function sound(value: number | null): number | null {
  if (value === null || !Number.isFinite(value) || value > mostMinutes) return null
  return Math.round(value * 100) / 100
}

/** A length in whole minutes, what they are exactly (to a hundredth), and whether they were rounded, or why it is none: half a sentence after the cell. */
export type ReadLength = { minutes: number; exact: number; isRounded: boolean } | { why: string }

/** A cell of a length; a number without a unit counts what its column does. */
export function readLength(text: string, counts: 'minutes' | 'hours' = 'minutes'): ReadLength {
  const cell = text.trim()
  if (/^[-−–]\s*\d/.test(cell)) return { why: 'is less than nothing' }
  const read = readMinutes(counts === 'hours' && /^[\d.,]+$/.test(cell) ? `${cell} h` : cell)
  if (read === null) return { why: thousandsIn(cell) ?? 'is no length of time' }
  const minutes = Math.round(read)
  return { minutes, exact: read, isRounded: minutes !== read }
}

/** Whether a cell says a length, or a number that is one once it is written clearly. */
export const isMeantAsLength = (text: string, counts?: 'minutes' | 'hours'): boolean =>
  'minutes' in readLength(text, counts) || inThousands.test(text.trim())

/** What to write instead of a number that may be in thousands; null where it is none. */
function thousandsIn(cell: string): string | null {
  const [, before, mark = '', after] = inThousands.exec(cell) ?? []
  if (before === undefined || after === undefined) return null
  const whole = `${before}${after}`
  // Three decimals could be thousands again.
  return mark === '.' || mark === ','
    ? `may be thousands or a decimal; write ${whole} or ${Number(Number(`${before}.${after}`).toFixed(2))}`
    : `may be thousands or two numbers; if it is the first, write ${whole}`
}
