import { type Row, rowAt, shownOffset } from './rows.ts'
import { isWrittenLeftward } from './writing-direction.ts'

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
  return hit ? offsetAt(list, rows, { node: hit.offsetNode, offset: hit.offset }) : null
}

/**
 * Where the character at `offset` stands in the window: the edge on the side its writing begins; for a row's end,
 * the edge after its last character.
 */
export function caretRect(list: Element, rows: readonly Row[], offset: number): DOMRect | null {
  const row = rowAt(rows, offset)
  const body = row && bodyElement(list, row)
  if (!row || !body) return null
  if (row.bodyStart === row.bodyEnd) return body.getBoundingClientRect()
  const { box, within, after } = characterBox(body, row, offset)
  const leftward = isWrittenLeftward(body.textContent ?? '', within)
  return new DOMRect(after === leftward ? box.left : box.right, box.top, 0, box.height)
}

/** How high the line at `offset` stands in the window: its upper and lower edge in px. */
export function lineAt(list: Element, row: Row, offset: number): { top: number; bottom: number } | null {
  const body = bodyElement(list, row)
  if (!body) return null
  if (row.bodyStart === row.bodyEnd) return body.getBoundingClientRect()
  return characterBox(body, row, offset).box
}

let measuring: Range | undefined

/** The one range that places are measured with: the page keeps every range up to date with each change, even unused. */
function measuringRange(): Range {
  measuring ??= document.createRange()
  return measuring
}

/** The box of the character at `offset`, or of the row's last character for its end. */
function characterBox(
  body: Element,
  row: Row,
  offset: number,
): { box: DOMRect; within: number; after: boolean } {
  const after = Math.min(Math.max(offset, row.bodyStart), row.bodyEnd) === row.bodyEnd
  const within = Math.max(0, Math.min(offset, row.bodyEnd) - row.bodyStart - (after ? 1 : 0))
  const from = pointIn(body, within)
  const to = pointIn(body, within + 1)
  const range = measuringRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return { box: [...range.getClientRects()].at(-1) ?? body.getBoundingClientRect(), within, after }
}
