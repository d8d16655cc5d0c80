import type { LetterStyle, Mark } from '#shared/model/document.ts'
import { type Span, unite } from '#shared/text/span.ts'

/** A stretch of a passage in one look, as the original had it. */
export interface StyledRun extends Look {
  text: string
}

/** Whether letters are bold, italic and so on. */
export type Look = Record<LetterStyle, boolean>

/** Something of each style of letters. */
const ofEach = <T>(made: (style: LetterStyle) => T): Record<LetterStyle, T> => ({
  bold: made('bold'),
  italic: made('italic'),
  underline: made('underline'),
  strikethrough: made('strikethrough'),
  superscript: made('superscript'),
  subscript: made('subscript'),
})

/** Letters as they are where nothing is said of them. */
export const plainLook: Look = ofEach(() => false)

/** Where a text is bold, italic and so on: sorted, disjoint. */
export type Looks = Record<LetterStyle, Span[]>

export const looksOf = (marks: readonly Mark[]): Looks =>
  ofEach(style => unite(marks.filter(mark => mark.style === style)))

/** A passage that begins at `start` of its text, without the white space around it, cut where its look changes. */
export function styledRuns(passage: string, start: number, found: Looks): StyledRun[] {
  const text = passage.trim()
  const from = start + passage.indexOf(text)
  const to = from + text.length
  const within = ofEach(style => touching(found[style], from, to))
  const cuts = new Set([from, to])
  for (const { start, end } of Object.values(within).flat()) {
    if (start > from) cuts.add(start)
    if (end < to) cuts.add(end)
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((at, n) => {
    const look = ofEach(style => within[style].some(span => span.start <= at && at < span.end))
    return { text: text.slice(at - from, (places[n + 1] ?? to) - from), ...look }
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
