import type { Mark } from '#shared/model/document.ts'
import { type Span, unite } from '#shared/text/span.ts'

/** A stretch of a passage in one look, as the original had it. */
export interface StyledRun {
  text: string
  bold: boolean
  italic: boolean
  underline: boolean
}

const looks = ['bold', 'italic', 'underline'] as const

/** Where a text is bold, italic and underlined: sorted, disjoint. */
export type Looks = Record<(typeof looks)[number], Span[]>

export const looksOf = (marks: readonly Mark[]): Looks => ({
  bold: unite(marks.filter(({ style }) => style === 'bold')),
  italic: unite(marks.filter(({ style }) => style === 'italic')),
  underline: unite(marks.filter(({ style }) => style === 'underline')),
})

/** A passage that begins at `start` of its text, without the white space around it, cut where its look changes. */
export function styledRuns(passage: string, start: number, found: Looks): StyledRun[] {
  const text = passage.trim()
  const from = start + passage.indexOf(text)
  const to = from + text.length
  const within = looks.map(look => touching(found[look], from, to))
  const cuts = new Set([from, to])
  for (const { start, end } of within.flat()) {
    if (start > from) cuts.add(start)
    if (end < to) cuts.add(end)
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((at, n) => {
    const [bold = false, italic = false, underline = false] = within.map(spans =>
      spans.some(span => span.start <= at && at < span.end),
    )
    return { text: text.slice(at - from, (places[n + 1] ?? to) - from), bold, italic, underline }
  })
}

/** Those of sorted, disjoint spans that share something with a stretch. */
function touching(spans: readonly Span[], from: number, to: number): Span[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) <= from) low = middle + 1
    else high = middle
  }
  const found: Span[] = []
  for (let n = low; n < spans.length; n++) {
    const span = spans[n]
    if (!span || span.start >= to) break
    found.push(span)
  }
  return found
}
