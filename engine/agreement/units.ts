import type { Unit } from '#shared/model/agreement.ts'
import type { Segment } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { unite } from '#shared/text/span.ts'
import { sentencesWithin, wordSpans } from '#shared/text/words.ts'

/** The text of a source as counting needs it; `text` and `segments` are only asked for where they are needed. */
export interface UnitSource {
  id: string
  /** Length of the stored text in UTF-16 code units. */
  length: number
  text(): string
  segments(): readonly Segment[]
  /** Speakers (interviewers) whose turns are left out of what is compared. */
  leftOut?: readonly string[]
}

/**
 * A source's units numbered from 0 to `count`. A coding `[start, end)` carries the units `from(start)` up to but
 * not including `to(end)`; none where that is empty. So a stretch of text becomes a stretch of unit numbers, and
 * units of every kind are counted by the same sweep.
 */
export interface UnitScale {
  count: number
  from(start: number): number
  to(end: number): number
}

/** What makes a unit carry a code, for every kind of unit, in words. */
export const conventions: Record<Unit, string> = {
  character:
    'Every UTF-16 code unit of the stored text is a unit, spaces and line ends included; it carries a code where a coding covers it. Text that neither coded counts as agreement.',
  word: 'A word carries a code where any of its characters is coded; spaces and punctuation between words are not units. A word that neither coded counts as agreement.',
  sentence:
    'A sentence carries a code where any of its characters is coded. A sentence that neither coded counts as agreement.',
  segment:
    'A segment (speaker turn, paragraph or part of an email) carries a code where any of its characters is coded. A segment that neither coded counts as agreement.',
  source:
    'A source carries a code where any of its characters is coded. A source that neither coded counts as agreement.',
}

/**
 * The stretches of a source said by speakers who are left out, united; the turn's label, its time mark and the white
 * space after it are part of the turn.
 */
export function spokenBy(source: UnitSource): Span[] {
  const speakers = new Set(source.leftOut)
  if (speakers.size === 0) return []
  const text = source.text()
  const spoken = source.segments().filter(s => s.speaker !== undefined && speakers.has(s.speaker))
  return unite(spoken.map(({ start, end }) => ({ start, end: afterSpace(text, end) })))
}

/** The first offset at or after `from` that holds something other than white space, or the end of the text. */
function afterSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charAt(at).trim() === '') at++
  return at
}

/**
 * The units of a source, without the left-out stretches (united: sorted and disjoint). A word, sentence or segment
 * that lies partly in a left-out stretch is judged by the characters that remain; one wholly inside is no unit.
 */
export function unitScale(source: UnitSource, unit: Unit, leftOut: readonly Span[]): UnitScale {
  if (unit === 'character') return characterScale(source.length, leftOut)
  const spans = remaining(unitSpans(source, unit), leftOut)
  const starts = spans.map(s => s.start)
  const ends = spans.map(s => s.end)
  return {
    count: spans.length,
    from: start => countUpTo(ends, nextIncluded(leftOut, start)),
    to: end => countBelow(starts, previousIncluded(leftOut, end)),
  }
}

function unitSpans(source: UnitSource, unit: Exclude<Unit, 'character'>): readonly Span[] {
  if (unit === 'word') return wordSpans(source.text())
  if (unit === 'sentence') return sentencesOf(source)
  if (unit === 'segment') return source.segments()
  return source.length > 0 ? [{ start: 0, end: source.length }] : []
}

/** The sentences of a source: none goes on from one segment into the next. */
function sentencesOf(source: UnitSource): readonly Span[] {
  const text = source.text()
  const starts = [0, ...source.segments().map(s => s.start), text.length]
  return starts.flatMap((start, i) => sentencesWithin(text, { start, end: starts[i + 1] ?? start }))
}

/** Characters numbered without the left-out ones. */
function characterScale(length: number, leftOut: readonly Span[]): UnitScale {
  if (leftOut.length === 0) return { count: length, from: start => start, to: end => end }
  const starts = leftOut.map(s => s.start)
  const before: number[] = [0]
  for (const s of leftOut) before.push((before.at(-1) ?? 0) + s.end - s.start)
  const rank = (offset: number): number => {
    const begun = countBelow(starts, offset)
    const inside = Math.max(0, (leftOut[begun - 1]?.end ?? 0) - offset)
    return offset - (before[begun] ?? 0) + inside
  }
  return { count: rank(length), from: rank, to: rank }
}

/** The units trimmed to their first and last character that is not left out; those with none are dropped. */
function remaining(spans: readonly Span[], leftOut: readonly Span[]): readonly Span[] {
  if (leftOut.length === 0) return spans
  return spans
    .map(s => ({ start: nextIncluded(leftOut, s.start), end: previousIncluded(leftOut, s.end) }))
    .filter(s => s.start < s.end)
}

/** The first offset at or after `offset` that is not left out. */
function nextIncluded(leftOut: readonly Span[], offset: number): number {
  const inside = leftOut[lastStartingBy(leftOut, offset)]
  return inside && offset < inside.end ? inside.end : offset
}

/** The last offset at or before `offset` whose preceding character is not left out. */
function previousIncluded(leftOut: readonly Span[], offset: number): number {
  const inside = leftOut[lastStartingBy(leftOut, offset - 1)]
  return inside && offset - 1 < inside.end ? inside.start : offset
}

/** Index of the last span that starts at or before `offset`, -1 where none does. */
function lastStartingBy(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** How many of the ascending numbers are less than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of the ascending numbers are at most `limit`. */
const countUpTo = (numbers: readonly number[], limit: number): number => countBelow(numbers, limit + 1)
