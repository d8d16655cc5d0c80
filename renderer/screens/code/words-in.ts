import { countGraphemes } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { countWords } from '#shared/text/words.ts'
import { type Row, rowAt } from '../../transcript/rows.ts'

/** Words are counted in as much as this, in code units: counting more would keep a key waiting. */
const most = 40_000

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

/** How many characters each row has, once it was counted: a long text is counted no more than once. */
const counted = new WeakMap<readonly Row[], Map<Row, number>>()

/** How many characters a stretch of a text shows, as a reader counts them. */
export function charactersIn({ text, rows }: Read, { start, end }: Span): number {
  const known = counted.get(rows) ?? new Map<Row, number>()
  counted.set(rows, known)
  let count = 0
  for (let at = rowAt(rows, start)?.index ?? 0; at < rows.length; at++) {
    const row = rows[at]
    if (!row || row.bodyStart >= end) break
    const goesOn = row.continued && count > 0
    const first = goesOn ? (rows[at - 1]?.bodyEnd ?? row.bodyStart) : row.bodyStart
    if (start > first || end < row.bodyEnd || goesOn !== row.continued) {
      count += countGraphemes(text.slice(Math.max(start, first), Math.min(end, row.bodyEnd)))
      continue
    }
    const whole = known.get(row) ?? countGraphemes(text.slice(first, row.bodyEnd))
    known.set(row, whole)
    count += whole
  }
  return count
}

/** How many words a stretch of a text shows; null where it is too long to count while somebody is selecting. */
export const wordsIn = (read: Read, span: Span): number | null =>
  span.end - span.start > most
    ? null
    : shownIn(read, span).reduce((sum, { start, end }) => sum + countWords(read.text.slice(start, end)), 0)
