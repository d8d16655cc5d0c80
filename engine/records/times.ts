/** From when to when on a day, in minutes after midnight, as far as a cell says it. */
export interface Times {
  from: number
  to: number | null
}

/** A day before a time; a spreadsheet puts the first one it knows. */
const dayBefore = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T\s]+(?=\d)/
const between = /\s*(?:-|–|—|\b(?:to|until|till?|bis)\b)\s*/i

/** A cell of times of day: `09:30`, `9.30 am`, `0930`, `09:30–10:15`. Null where it is none. */
export function readTimes(text: string): Times | null {
  const [first = '', second, ...more] = text.trim().replace(dayBefore, '').split(between)
  if (more.length > 0) return null
  const from = readTime(first)
  const to = second === undefined ? null : readTime(second)
  return from === null || (second !== undefined && to === null) ? null : { from, to }
}

/** A time of day in minutes after midnight; null where it is none. */
function readTime(text: string): number | null {
  const cell = text.trim().replace(/^kl\.?\s*/i, '')
  const [, hour, minute = '00', half = ''] =
    /^(\d{1,2})[:.]([0-5]\d)(?:[:.][0-5]\d)?\s*([ap]\.?m\.?)?$/i.exec(cell) ??
    /^(\d{2})([0-5]\d)$/.exec(cell) ??
    /^(\d{1,2})()\s*([ap]\.?m\.?)$/i.exec(cell) ??
    []
  if (hour === undefined) return null
  const hours = Number(hour)
  const rest = Number(minute)
  if (half === '') return hours < 24 || (hours === 24 && rest === 0) ? hours * 60 + rest : null
  if (hours < 1 || hours > 12) return null
  return ((hours % 12) + (/^p/i.test(half) ? 12 : 0)) * 60 + rest
}

/** Whether a cell can be a time of day, and has no day of its own. */
export const isTimes = (text: string): boolean =>
  readTimes(text) !== null && (!dayBefore.test(text.trim()) || /^1(?:899|900)-/.test(text.trim()))
