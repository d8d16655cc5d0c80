import { fittingMarks, type QuoteMark } from '#shared/text/quote-marks.ts'
import type { Span } from '#shared/text/span.ts'
import type { Anchors } from './anchors.ts'

/**
 * The edits on a quotation, carried with its words from the text before to the place of what became of them. An edit whose
 * words were corrected stands over the corrected ones: what somebody left out, or put a clarification for, is never shown
 * by a correction. Where nothing is left of its words, a clarification stays between those around it.
 */
export function carriedEdits(
  anchors: Anchors,
  quoted: Span & { marks: readonly QuoteMark[] },
  place: Span,
): QuoteMark[] {
  let last = place.start
  const within = (at: number) => Math.min(place.end, Math.max(last, at))
  return fittingMarks(quoted.marks, quoted.end - quoted.start).flatMap((mark): QuoteMark[] => {
    const was = { start: quoted.start + mark.start, end: quoted.start + mark.end }
    const found = was.start === was.end ? null : anchors.reanchor(was)
    const now =
      found === null
        ? { start: anchors.before(was.start), end: anchors.before(was.start) }
        : found.fate === 'gone'
          ? // Blanks may be left where the words went, and stay hidden.
            { start: found.at, end: Math.max(found.at, anchors.before(was.end)) }
          : found
    const start = within(now.start)
    const end = Math.max(start, within(now.end))
    if (start === end && mark.text === '') return []
    last = end
    return [{ start: start - place.start, end: end - place.start, text: mark.text }]
  })
}
