import type { Span } from './span.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What of a character may come between the parts that it joins: marks, joiners, skin tones. */
const joining = /^[\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200D]$/u

/** True where `offset` (UTF-16) stands between two user-perceived characters, or at either end of the text. */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length
  return previousBoundary(text, offset) === offset
}

/** The nearest grapheme boundary at or before `offset`. Looks back to the last sure one: seldom further than a word. */
export function previousBoundary(text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  let from = offset
  while (!isSureBoundary(text, from)) from--
  if (from === offset) return offset
  const around = segmenter.segment(text.slice(from, offset + 2)).containing(offset - from)
  return from + (around?.index ?? 0)
}

/** The nearest grapheme boundary at or after `offset`. Looks on to the next sure one. */
export function nextBoundary(text: string, offset: number): number {
  const start = previousBoundary(text, offset)
  if (start >= offset || offset >= text.length) return start
  let to = offset + 1
  while (!isSureBoundary(text, to)) to++
  const whole = segmenter.segment(text.slice(start, to)).containing(0)
  return start + (whole?.segment.length ?? to - start)
}

/** The span widened to whole user-perceived characters. */
export const wholeGraphemes = (text: string, span: Span): Span => ({
  start: previousBoundary(text, span.start),
  end: nextBoundary(text, span.end),
})

/** How many user-perceived characters a text has. Looks closely only where there is something that joins with others. */
export function countGraphemes(text: string): number {
  if (!joins.test(text)) return text.length
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}

/** Marks, joiners, letters that are written into one, line ends of two, and all beyond the first plane. */
const joins =
  /\r\n|[\p{M}\p{Grapheme_Extend}\p{Cf}\u0E33\u0EB3\u0D4E\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u{D800}-\u{DFFF}\u{10000}-\u{10FFFF}]/u

/** True where what stands on either side is enough to tell that a character ends. Some boundaries are not told so. */
function isSureBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
  if (before === 10 || after === 10) return before !== 13
  if (before < 0x300 && after < 0x300) return true
  if (isLow(after) && isHigh(before)) return false
  if (isFlagLetter(text, at - 2) && isFlagLetter(text, at)) return flagLettersBefore(text, at) % 2 === 0
  const last = isLow(before) && isHigh(text.charCodeAt(at - 2)) ? text.slice(at - 2, at) : text.charAt(at - 1)
  if (joining.test(last)) return false
  const next = String.fromCodePoint(text.codePointAt(at) ?? after)
  return segmenter.segment(last + next).containing(0)?.segment === last
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** True where one of the letters begins that make a flag two by two. */
function isFlagLetter(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1)
  return text.charCodeAt(at) === 0xd83c && second >= 0xdde6 && second <= 0xddff
}

function flagLettersBefore(text: string, at: number): number {
  let from = at
  while (isFlagLetter(text, from - 2)) from -= 2
  return (at - from) / 2
}
