import { wholeGraphemes } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { wholeWords } from '#shared/text/words.ts'
import { type Row, rowAt } from './rows.ts'

/** Where a selection was begun and where it is now; either may be the greater. Equal: a caret. */
export interface Selected {
  anchor: number
  focus: number
  /** The focus stands after the character before it: a line ends there, and the next begins at the same offset. */
  after?: boolean
}

/** The selected stretch in order; empty (`start === end`) for a caret. */
export const spanOf = ({ anchor, focus }: Selected): Span => ({
  start: Math.min(anchor, focus),
  end: Math.max(anchor, focus),
})

/**
 * What a person meant by a selection: shown text only, no white space at its ends, whole words unless `exact`,
 * whole characters always. Null where nothing is left (white space, a label).
 */
export function snapSpan(text: string, rows: readonly Row[], span: Span, exact = false): Span | null {
  const bare = trimSpan(text, toShown(rows, span))
  if (!bare) return null
  return wholeGraphemes(text, exact ? bare : wholeWords(text, bare))
}

/** The same selection, snapped, with its direction kept. */
export function snapSelected(text: string, rows: readonly Row[], from: Selected, exact: boolean): Selected {
  const span = snapSpan(text, rows, spanOf(from), exact)
  if (!span) return { anchor: from.focus, focus: from.focus }
  return from.anchor <= from.focus
    ? { anchor: span.start, focus: span.end }
    : { anchor: span.end, focus: span.start }
}

/** A start in a row's tail moves to the next row's body; an end in a row's label moves back to the row before. */
function toShown(rows: readonly Row[], span: Span): Span {
  let { start, end } = span
  const first = rowAt(rows, start)
  if (first) {
    start = Math.max(start, first.bodyStart)
    if (start >= first.bodyEnd) start = rows[first.index + 1]?.bodyStart ?? start
  }
  const last = rowAt(rows, end)
  if (last) {
    end = Math.min(end, last.bodyEnd)
    if (end <= last.bodyStart) end = rows[last.index - 1]?.bodyEnd ?? end
  }
  return { start, end }
}

function trimSpan(text: string, span: Span): Span | null {
  let { start, end } = span
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return start < end ? { start, end } : null
}
