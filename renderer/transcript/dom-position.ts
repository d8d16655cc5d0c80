import type { Span } from '#shared/text/span.ts'
import { type Row, rowAt, shownOffset } from './rows.ts'
import { isLeftwardLetter } from './writing-direction.ts'

/** A place in the page: what ranges and the page's own selection are made of. */
export interface DomPoint {
  node: Node
  offset: number
}

/** The element of a row; null where its chunk is not filled yet. */
export const rowElement = (list: Element, row: Row): Element | null =>
  list.children[row.chunk]?.children[row.place] ?? null

/** The element that holds a row's running text and nothing else: the last in the row's own element. */
export const bodyElement = (list: Element, row: Row): Element | null =>
  rowElement(list, row)?.lastElementChild ?? null

/** The place in the page of a text offset, or null where its row is not drawn. */
export function pointAt(list: Element, rows: readonly Row[], offset: number): DomPoint | null {
  const row = rowAt(rows, offset)
  const body = row && bodyElement(list, row)
  if (!row || !body) return null
  return pointIn(body, Math.min(Math.max(offset, row.bodyStart), row.bodyEnd) - row.bodyStart)
}

/**
 * The place `within` code units into an element's text. At the seam of two text nodes it is the end of the
 * first, so a range that ends there takes in nothing of the second.
 */
export function pointIn(body: Element, within: number): DomPoint {
  const { firstChild } = body
  if (firstChild instanceof Text && within <= firstChild.length) return { node: firstChild, offset: within }
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  let left = within
  let last: Text | null = null
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (left <= node.length) return { node, offset: left }
    left -= node.length
    last = node
  }
  return last ? { node: last, offset: last.length } : { node: body, offset: 0 }
}

/** The cell of a table in which the character at an offset of a row is drawn; null where that is none. */
export function cellAt(list: Element, row: Row, offset: number): Element | null {
  const body = bodyElement(list, row)
  return (
    body && (pointIn(body, offset - row.bodyStart + 1).node.parentElement?.closest('[data-cell]') ?? null)
  )
}

/** The text offset of a place in the page, always in shown text; null where the place is not in the list. */
export function offsetAt(list: Element, rows: readonly Row[], point: DomPoint): number | null {
  const { node, offset } = point
  if (!list.contains(node)) return null
  const element = (node instanceof Element ? node : node.parentElement)?.closest('[data-row]')
  if (!element) return betweenRows(list, rows, point)
  const row = rows[Number(element.getAttribute('data-row'))]
  const body = element.lastElementChild
  if (!row || !body) return null
  if (!body.contains(node)) return node === element && offset > 1 ? row.bodyEnd : row.bodyStart
  const before = measuringRange()
  before.selectNodeContents(body)
  before.setEnd(node, offset)
  return shownOffset(rows, row.bodyStart + before.toString().length)
}

/** Where the next row begins after a place between rows or chunks; the text's end after the last. */
function betweenRows(list: Element, rows: readonly Row[], { node, offset }: DomPoint): number {
  const child = node.childNodes[offset]
  const after = node !== list && node instanceof Element ? node.nextElementSibling : null
  const next = child instanceof Element ? child : after
  const element = next?.matches('[data-row]') ? next : next?.querySelector('[data-row]')
  return rows[Number(element?.getAttribute('data-row') ?? -1)]?.bodyStart ?? rows.at(-1)?.bodyEnd ?? 0
}

/** The text offset under a point of the window, or null where there is no text of the list. */
export function offsetAtPoint(list: Element, rows: readonly Row[], x: number, y: number): number | null {
  const hit = document.caretPositionFromPoint(x, y)
  if (!hit) return null
  const cell = cellOf(list, hit.offsetNode)
  return offsetAt(list, rows, cell ? pointInCell(cell, x, y) : { node: hit.offsetNode, offset: hit.offset })
}

/** The cell of a table that a place in the page is in; null where that is none of the list. */
export const cellOf = (list: Element, node: Node): Element | null =>
  list.contains(node)
    ? ((node instanceof Element ? node : node.parentElement)?.closest('[data-cell]') ?? null)
    : null

/**
 * The place in a cell nearest to a point of the window: above and below its words in the first and the last of their
 * lines, where the browser goes to the edge of the text, and never behind the tab after them, where the next cell begins.
 */
function pointInCell(cell: Element, x: number, y: number): DomPoint {
  const words = (cell.textContent ?? '').trimEnd().length
  const first = pointIn(cell, 1)
  const last = pointIn(cell, words)
  const top = words === 0 ? undefined : rectsOf(first.node, first.offset - 1, first.offset).at(0)?.top
  const bottom = words === 0 ? undefined : rectsOf(last.node, last.offset - 1, last.offset).at(-1)?.bottom
  if (top === undefined || bottom === undefined) return pointIn(cell, 0)
  const hit = document.caretPositionFromPoint(x, Math.max(top + 1, Math.min(y, bottom - 1)))
  if (!hit || !cell.contains(hit.offsetNode)) return last
  const before = measuringRange()
  before.selectNodeContents(cell)
  before.setEnd(hit.offsetNode, hit.offset)
  return pointIn(cell, Math.min(before.toString().length, words))
}

/**
 * Where a caret at `offset` stands in the window. Where two lines or two writing directions meet these are two places:
 * it stands before the character that follows, or, `after`, after the one before it, as the end of a passage does.
 */
export function caretRect(
  list: Element,
  rows: readonly Row[],
  offset: number,
  after = false,
): DOMRect | null {
  const row = rowAt(rows, after ? Math.max(0, offset - 1) : offset)
  const body = row && bodyElement(list, row)
  if (!row || !body) return null
  if (row.bodyStart === row.bodyEnd) return body.getBoundingClientRect()
  const within = Math.min(Math.max(offset, row.bodyStart), row.bodyEnd) - row.bodyStart
  const isAfter = within === row.bodyEnd - row.bodyStart || (after && within > 0)
  const last = isAfter ? within - 1 : within
  const { node, offset: end } = pointIn(body, last + 1)
  const box = rectsOf(node, end - 1, end).at(-1)
  if (!box) return body.getBoundingClientRect()
  const places = rectsOf(node, isAfter ? end : end - 1, isAfter ? end : end - 1)
  const [place, other] = places.filter(
    ({ left, top }) =>
      Math.abs(top - box.top) < box.height / 2 &&
      (Math.abs(left - box.left) < 0.5 || Math.abs(left - box.right) < 0.5),
  )
  if (place && !other) return place
  const leftward = isLeftwardLetter(body.textContent?.charAt(last) ?? '')
  return new DOMRect(isAfter === leftward ? box.left : box.right, box.top, 0, box.height)
}

/** How high the line at `offset` stands in the window: its upper and lower edge in px. */
export function lineAt(list: Element, row: Row, offset: number): { top: number; bottom: number } | null {
  const body = bodyElement(list, row)
  if (!body) return null
  if (row.bodyStart === row.bodyEnd) return body.getBoundingClientRect()
  const within = Math.max(0, Math.min(offset, row.bodyEnd - 1) - row.bodyStart)
  const { node, offset: end } = pointIn(body, within + 1)
  return rectsOf(node, end - 1, end).at(-1) ?? body.getBoundingClientRect()
}

/**
 * The stretch of text in the visual line in which a caret at `offset` stands, without the white space it breaks at; of
 * a table the line of its cell. Null where the row is not drawn.
 * @param after as in `caretRect`
 */
export function lineSpan(list: Element, rows: readonly Row[], offset: number, after = false): Span | null {
  const row = rowAt(rows, after ? Math.max(0, offset - 1) : offset)
  const body = row && bodyElement(list, row)
  if (!row || !body) return null
  const { start: first, end: last } = cellSpan(list, row, after ? offset - 1 : offset) ?? {
    start: row.bodyStart,
    end: row.bodyEnd,
  }
  if (first === last) return { start: first, end: last }
  const at = Math.max(first, Math.min(after ? offset - 1 : offset, last - 1))
  const middleOf = (character: number) => {
    const box = lineAt(list, row, character)
    return box ? (box.top + box.bottom) / 2 : Number.NaN
  }
  const line = lineAt(list, row, at)
  if (!line) return null
  const start = firstWhere(first, at, character => middleOf(character) >= line.top)
  let end = firstWhere(at + 1, last, character => middleOf(character) > line.bottom)
  const text = body.textContent ?? ''
  while (end > start && /\s/.test(text.charAt(end - 1 - row.bodyStart))) end--
  return { start, end }
}

/** The stretch of a row's text in the cell at `offset`, or whose last character is before it; null where that is no table. */
function cellSpan(list: Element, row: Row, offset: number): Span | null {
  const cell = cellAt(list, row, offset) ?? (offset > row.bodyStart ? cellAt(list, row, offset - 1) : null)
  const body = bodyElement(list, row)
  if (!cell || !body) return null
  const before = measuringRange()
  before.selectNodeContents(body)
  before.setEndBefore(cell)
  const start = row.bodyStart + before.toString().length
  return { start, end: start + (cell.textContent ?? '').length }
}

/** The first offset from `from` on for which `holds`, where all after it hold too; `until` where none before it does. */
function firstWhere(from: number, until: number, holds: (offset: number) => boolean): number {
  let [low, high] = [from, until]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** What has a box in the window: an element, or a stretch of text. */
export interface Boxed {
  getBoundingClientRect(): DOMRect
}

/**
 * The text offset of the first piece of a row's text for which `holds`, where all after it hold too; the row's end where
 * none does, null where its text is not in pieces of its own (see text-pieces.ts) and so has to be taken whole.
 */
export function pieceWhere(list: Element, row: Row, holds: (piece: Boxed) => boolean): number | null {
  const pieces = bodyElement(list, row)?.childNodes ?? []
  if (pieces.length < 2) return null
  const range = measuringRange()
  let offset = row.bodyStart
  for (const piece of pieces) {
    if (!(piece instanceof Text)) return null
    range.selectNodeContents(piece)
    if (holds(range)) return offset
    offset += piece.length
  }
  return row.end
}

let measuring: Range | undefined

/** The one range that places are measured with: the page keeps every range up to date with each change, even unused. */
function measuringRange(): Range {
  measuring ??= document.createRange()
  return measuring
}

/** The boxes of a stretch of a text node; of an empty one, the places a caret there can stand. */
function rectsOf(node: Node, from: number, to: number): DOMRect[] {
  const range = measuringRange()
  range.setStart(node, from)
  range.setEnd(node, to)
  return [...range.getClientRects()]
}
