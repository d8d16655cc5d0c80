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

/** How many rows show coded text without its highlight, wholly or in part, in view. */
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
  const { top, bottom } = view.getBoundingClientRect()
  const isSeen = (row: Element, stretch: Span) =>
    boxesOf(row, stretch).some(box => box.bottom > top && box.top < bottom)
  return seenRows(view, list).filter(({ row, index }) => {
    const there = unite(painted.get(row) ?? [])
    return coded[index]?.some(stretch => besides(stretch, there).some(missing => isSeen(row, missing)))
  }).length
}

/** What of a stretch lies in none of the others, which are sorted and disjoint. */
function besides({ start, end }: Span, others: readonly Span[]): Span[] {
  const left: Span[] = []
  let from = start
  for (const other of others) {
    if (other.end <= from || other.start >= end) continue
    if (other.start > from) left.push({ start: from, end: other.start })
    from = other.end
  }
  return from < end ? [...left, { start: from, end }] : left
}

/** Where a stretch of a row's running text stands in the window. */
function boxesOf(row: Element, { start, end }: Span): DOMRect[] {
  const range = document.createRange()
  const walker = document.createTreeWalker(row.lastElementChild ?? row, NodeFilter.SHOW_TEXT)
  const boxes: DOMRect[] = []
  let before = 0
  for (let node = walker.nextNode(); node instanceof Text && before < end; node = walker.nextNode()) {
    if (before + node.length > start) {
      range.setStart(node, Math.max(0, start - before))
      range.setEnd(node, Math.min(node.length, end - before))
      boxes.push(...range.getClientRects())
    }
    before += node.length
  }
  return boxes
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
