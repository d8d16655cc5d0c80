import type { Span } from '#shared/text/span.ts'
import { type Row, rowAt } from './rows.ts'

/**
 * What of a text is copied where a passage is selected: of more than one turn, from the label of the first on where it
 * is selected from its first word, as the labels of the others are within.
 */
export function copiedSpan(text: string, rows: readonly Row[], selected: Span): Span {
  const first = rowAt(rows, selected.start)
  const last = rowAt(rows, selected.end - 1)
  if (!first || first.continued || first.bodyStart !== selected.start || last?.number === first.number)
    return selected
  const label = text.slice(first.start, first.bodyStart).trimStart()
  return { start: first.bodyStart - label.length, end: selected.end }
}
