import { TandemError } from '#shared/errors.ts'
import type { Mark, ParsedDocument, Segment } from '#shared/model/document.ts'
import { isGraphemeBoundary, nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { shownName } from './file-name.ts'
import { limits } from './limits.ts'

/** A document as a format gathered it; speakers follow from its segments. */
export type Draft = Omit<ParsedDocument, 'speakers'>

/**
 * The last step of every format: makes a draft hold what `ParsedDocument` promises (text normalised, segments
 * ordered, disjoint, on grapheme boundaries) or throws: no text, or more of it than can be taken.
 */
export function seal(draft: Draft, fileName: string): ParsedDocument {
  if (draft.text.trim() === '') {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} holds no text to code.`,
      'Open it and check that it is the right file; scanned pages and pictures hold no text.',
    )
  }
  if (draft.text.length > limits.characters) throw tooLong(fileName)
  if (draft.segments.length > limits.segments) {
    throw new TandemError(
      'too-large',
      `${shownName(fileName)} has more than ${limits.segments.toLocaleString('en-GB')} turns or paragraphs.`,
      'Split it into several files and import those.',
    )
  }
  const text = draft.text
  const segments = soundSegments(text, draft.segments)
  const speakers = [...new Set(segments.flatMap(s => (s.speaker === undefined ? [] : [s.speaker])))]
  return {
    ...draft,
    segments,
    marks: soundMarks(text, draft.marks),
    speakers,
    warnings: [...new Set(draft.warnings)],
  }
}

/** The refusal of a text longer than a source may be. */
export const tooLong = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} holds more than ${limits.characters / 1_000_000} million characters of text.`,
    'Split it into several files and import those.',
  )

/** What breaks the promises of `ParsedDocument` in a document, as one phrase; null where all hold. */
export function faultOf(doc: ParsedDocument): string | null {
  const { text, segments, marks } = doc
  if (normaliseText(text).text !== text) return 'text is not normalised'
  let end = 0
  for (const s of segments) {
    if (!(s.start >= end && s.start < s.end && s.end <= text.length))
      return `segment out of place at ${s.start}`
    if (!(s.start <= s.bodyStart && s.bodyStart <= s.end)) return `speech outside its segment at ${s.start}`
    if (![s.start, s.bodyStart, s.end].every(at => isGraphemeBoundary(text, at)))
      return `segment splits a character at ${s.start}`
    end = s.end
  }
  for (const m of marks) {
    if (!(m.start >= 0 && m.start < m.end && m.end <= text.length)) return `mark out of place at ${m.start}`
    if (!isGraphemeBoundary(text, m.start) || !isGraphemeBoundary(text, m.end))
      return `mark splits a character at ${m.start}`
  }
  return null
}

/** Segments in order, disjoint, none empty, beginning and ending between characters. */
export function soundSegments(text: string, segments: readonly Segment[]): Segment[] {
  const sound: Segment[] = []
  let end = 0
  for (const segment of [...segments].sort((a, b) => a.start - b.start)) {
    const start = Math.max(end, previousBoundary(text, segment.start))
    const stop = nextBoundary(text, Math.min(segment.end, text.length))
    if (start >= stop) continue
    const bodyStart = Math.min(stop, Math.max(start, previousBoundary(text, segment.bodyStart)))
    sound.push({ ...segment, start, end: stop, bodyStart })
    end = stop
  }
  return sound
}

function soundMarks(text: string, marks: readonly Mark[]): Mark[] {
  return marks
    .slice(0, limits.segments)
    .map(m => ({
      ...m,
      start: previousBoundary(text, m.start),
      end: nextBoundary(text, Math.min(m.end, text.length)),
    }))
    .filter(m => m.start < m.end)
    .sort((a, b) => a.start - b.start || b.end - a.end)
}
