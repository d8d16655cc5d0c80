import type { Row } from '#renderer/transcript/rows.ts'
import { intersection, type Span, unite } from '#shared/text/span.ts'
import type { MadeCoding } from './material.ts'

/** Our highlights of codings, by name: instance, colour, lane, line. */
const ofCodings = /^tandem-\d+-\d+-\d-(solid|dashed)$/

function* rangesOfCodings(): Generator<AbstractRange> {
  for (const [name, highlight] of CSS.highlights) if (ofCodings.test(name)) yield* highlight
}

/** How many ranges are registered for codings. */
export function registered(): number {
  let count = 0
  for (const [name, highlight] of CSS.highlights) if (ofCodings.test(name)) count += highlight.size
  return count
}

/** True where a range of a coding begins in the row. */
export function isPainted(row: Element): boolean {
  for (const range of rangesOfCodings()) if (row.contains(range.startContainer)) return true
  return false
}

/** For each row, which of its shown text is coded: united, offsets from its body's start. */
export function codedStretches(rows: readonly Row[], codings: readonly MadeCoding[]): Span[][] {
  const sorted = codings.toSorted((a, b) => a.start - b.start)
  let first = 0
  return rows.map(row => {
    const body = { start: row.bodyStart, end: row.bodyEnd }
    while (first < sorted.length && (sorted[first]?.start ?? 0) + 1_000 < row.bodyStart) first++
    const found: Span[] = []
    for (let at = first; at < sorted.length; at++) {
      const coding = sorted[at]
      if (!coding || coding.start >= row.bodyEnd) break
      const part = intersection(body, coding)
      if (part) found.push({ start: part.start - body.start, end: part.end - body.start })
    }
    return unite(found)
  })
}

/** How many of the rows seen show coded text without its highlight, wholly or in part. */
export function uncodedRows(view: Element, list: Element, coded: readonly Span[][]): number {
  const painted = new Map<Element, Span[]>()
  for (const range of rangesOfCodings()) {
    const row = range.startContainer.parentElement?.closest('[data-row]')
    if (!row) continue
    const part = { start: offsetIn(row, range.startContainer, range.startOffset), end: 0 }
    part.end = part.start + lengthOf(range)
    const others = painted.get(row)
    if (others) others.push(part)
    else painted.set(row, [part])
  }
  return seenRows(view, list).filter(({ row, index }) => {
    const there = unite(painted.get(row) ?? [])
    return coded[index]?.some(
      ({ start, end }) => !there.some(stretch => stretch.start <= start && stretch.end >= end),
    )
  }).length
}

/** The rows that can be seen, in order. */
export function seenRows(view: Element, list: Element): { row: Element; index: number }[] {
  const { top, bottom } = view.getBoundingClientRect()
  const { children } = list
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle
    else low = middle + 1
  }
  const seen: { row: Element; index: number }[] = []
  for (let at = low; at < children.length; at++) {
    const child = children[at]
    if (!child || child.getBoundingClientRect().top >= bottom) break
    const rows = child.matches('[data-row]') ? [child] : [...child.children]
    for (const row of rows) {
      const box = row.getBoundingClientRect()
      if (box.bottom > top && box.top < bottom)
        seen.push({ row, index: Number(row.getAttribute('data-row')) })
    }
  }
  return seen
}

/** Offset of a place in the row's running text, which is its last element. */
function offsetIn(row: Element, node: Node, offset: number): number {
  const body = row.lastElementChild
  if (!body || body.firstChild === node) return offset
  const before = document.createRange()
  before.selectNodeContents(body)
  before.setEnd(node, offset)
  return before.toString().length
}

function lengthOf(range: AbstractRange): number {
  if (range.startContainer === range.endContainer) return range.endOffset - range.startOffset
  const live = document.createRange()
  live.setStart(range.startContainer, range.startOffset)
  live.setEnd(range.endContainer, range.endOffset)
  return live.toString().length
}
