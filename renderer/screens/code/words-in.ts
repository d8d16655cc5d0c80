import type { Span } from '#shared/text/span.ts'
import { countWords } from '#shared/text/words.ts'
import { type Row, rowAt } from '../../transcript/rows.ts'

/** Words are counted in as much as this, in code units: counting more would keep a key waiting. */
const most = 40_000

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text and the rows it is read in. */
interface Read {
  text: string
  rows: readonly Row[]
}

/** What a stretch of a text shows: its turns, each whole however many rows it is cut into, without the labels of who speaks. */
function shownIn({ rows }: Read, { start, end }: Span): Span[] {
  const shown: Span[] = []
  for (let at = rowAt(rows, start)?.index ?? 0; at < rows.length; at++) {
    const row = rows[at]
    if (!row || row.bodyStart >= end) break
    const from = Math.max(start, row.bodyStart)
    const to = Math.min(end, row.bodyEnd)
    const before = row.continued ? shown.at(-1) : undefined
    if (from >= to) continue
    if (before) before.end = to
    else shown.push({ start: from, end: to })
  }
  return shown
}

/** How many characters a stretch of a text shows, as a reader counts them; code units where it is long. */
export function charactersIn(read: Read, span: Span): number {
  const shown = shownIn(read, span)
  if (span.end - span.start > most) return shown.reduce((sum, { start, end }) => sum + end - start, 0)
  let count = 0
  for (const { start, end } of shown) {
    for (const _ of characters.segment(read.text.slice(start, end))) count++
  }
  return count
}

/** How many words a stretch of a text shows; null where it is too long to count while somebody is selecting. */
export const wordsIn = (read: Read, span: Span): number | null =>
  span.end - span.start > most
    ? null
    : shownIn(read, span).reduce((sum, { start, end }) => sum + countWords(read.text.slice(start, end)), 0)
