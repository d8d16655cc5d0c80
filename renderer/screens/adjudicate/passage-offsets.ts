/** The offset in the source of a place in the drawn passage; null outside its words. */
export function offsetOf(within: Element, node: Node | null, at: number): number | null {
  if (!node || !within.contains(node)) return null
  const element = node instanceof Element ? node : node.parentElement
  const piece =
    element?.closest<HTMLElement>('[data-from]') ?? (node instanceof Element ? pieceNear(node, at) : null)
  if (!piece || !within.contains(piece)) return null
  const before = document.createRange()
  before.setStart(piece, 0)
  if (piece.contains(node)) before.setEnd(node, at)
  return Number(piece.dataset.from) + before.toString().length
}

/** The offset in the source under a point of the window; null outside the passage's words. */
export function offsetAt(within: Element, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y)
  return caret ? offsetOf(within, caret.offsetNode, caret.offset) : null
}

/** The first piece at or after a child of an element that holds several. */
function pieceNear(element: Element, at: number): HTMLElement | null {
  const child = element.childNodes[Math.min(at, element.childNodes.length - 1)]
  if (!(child instanceof HTMLElement)) return null
  return child.dataset.from === undefined ? child.querySelector<HTMLElement>('[data-from]') : child
}
