/** A time mark found in a line: milliseconds from the start of the recording, and how many code units it takes up. */
export interface TimeMark {
  startMs: number
  endMs?: number
  length: number
}

const clock = String.raw`\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`
const range = String.raw`${clock}(?:\s*(?:-->|-|–)\s*${clock})?`
const spoken = String.raw`(?:\d{1,2} hours? )?(?:\d{1,2} minutes? )?\d{1,2} seconds?`
/** f4 and MAXQDA write `#00:01:23-4#`; some transcribers `*1:40` or `*2.33`. */
const hashed = String.raw`#\d{1,2}:\d{2}:\d{2}-\d#`
const starred = String.raw`\*\d{1,3}[.:]\d{2}(?:[.:]\d{2})?(?![\d*])`
const bracketed = String.raw`[[({]\s*${range}\s*[\])}]`

/** A time mark anywhere it may stand, as the source of a regular expression without groups. */
export const anyTime = `(?:${bracketed}|${hashed}|${starred}|${spoken}|${range})`
/** One that cannot be a time of day in prose, because it is set off by brackets, hashes or a star. */
const setOff = `(?:${bracketed}|${hashed}|${starred})`

const alone = new RegExp(`^\\s*(${anyTime})\\s*$`)
const leading = new RegExp(`^\\s*(${anyTime})(?:\\s*[-–|:](?=\\s))?\\s*`)
const leadingSetOff = new RegExp(`^\\s*(${setOff})\\s*`)
const closing = new RegExp(`(${hashed})\\s*$`)

/** The mark a line begins with, whatever its form, and its length with the white space around it. */
export const leadingTime = (line: string): TimeMark | null => found(leading.exec(line))

/** The mark a line begins with where it cannot be a time of day in prose. */
export const leadingSetOffTime = (line: string): TimeMark | null => found(leadingSetOff.exec(line))

/** The mark that is all there is on a line. */
export const loneTime = (line: string): TimeMark | null => (line.length > 60 ? null : found(alone.exec(line)))

/** The end-of-turn mark that f4 and MAXQDA put behind what was said. */
export const closingTime = (line: string): TimeMark | null => found(closing.exec(line.slice(-20)))

/** A mark's text, brackets or not, as milliseconds; null where minutes or seconds exceed 59. */
export function readTime(mark: string): { startMs: number; endMs?: number } | null {
  const words = /^(?:(\d+) hours? )?(?:(\d+) minutes? )?(\d+) seconds?$/.exec(mark.trim())
  if (words)
    return { startMs: ((Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0)) * 60 + Number(words[3])) * 1000 }
  const [start, end] = [
    ...mark.matchAll(/(?:(\d{1,3})[:.])?(\d{1,3})[:.](\d{2})(?:[.,-](\d{1,3}))?(?![\d:])/g),
  ].map(millis)
  if (start === undefined || start === null) return null
  return end === undefined || end === null || end < start
    ? { startMs: start }
    : { startMs: start, endMs: end }
}

function millis(match: RegExpExecArray): number | null {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match
  if (Number(seconds) > 59 || (match[1] !== undefined && Number(minutes) > 59)) return null
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
    Number(fraction.padEnd(3, '0') || 0)
  )
}

function found(match: RegExpExecArray | null): TimeMark | null {
  if (!match?.[1]) return null
  const time = readTime(match[1])
  return time && { ...time, length: match[0].length }
}
