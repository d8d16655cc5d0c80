import type { Span } from './span.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const reach = 200

/** True where `offset` (UTF-16) stands between two user-perceived characters, or at either end of the text. */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length
  return previousBoundary(text, offset) === offset
}

/** The nearest grapheme boundary at or before `offset`. Looks back at most a few hundred code units for context. */
export function previousBoundary(text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  const from = contextStart(text, offset)
  const around = segmenter.segment(text.slice(from, offset + reach)).containing(offset - from)
  return around ? from + around.index : offset
}

/** The nearest grapheme boundary at or after `offset`. */
export function nextBoundary(text: string, offset: number): number {
  if (offset <= 0) return 0
  if (offset >= text.length) return text.length
  const from = contextStart(text, offset)
  const around = segmenter.segment(text.slice(from, offset + reach)).containing(offset - from)
  if (!around || from + around.index === offset) return offset
  return from + around.index + around.segment.length
}

/** The span widened to whole user-perceived characters. */
export const wholeGraphemes = (text: string, span: Span): Span => ({
  start: previousBoundary(text, span.start),
  end: nextBoundary(text, span.end),
})

/** A safe place to begin segmenting: a line start where one is near, since no grapheme crosses `\n`. */
function contextStart(text: string, offset: number): number {
  let from = Math.max(0, offset - reach)
  const line = text.slice(from, offset).lastIndexOf('\n') + 1
  if (line > 0 || from === 0) return from + line
  const unit = text.charCodeAt(from)
  if (unit >= 0xdc00 && unit <= 0xdfff) from--
  return from
}
