import type { Span } from '#shared/text/span.ts'
import { caretRect, offsetAtPoint, rowElement } from './dom-position.ts'
import { firstBelow } from './page-geometry.ts'
import { type Row, rowAt } from './rows.ts'

/** Where in the viewport a passage that is jumped to begins, as a share of its height from the top. */
const restingPlace = 0.3

/**
 * Brings a passage into view. Rows not met yet stand at an estimated height, so the first step goes by row and
 * the second corrects by the passage's own place.
 */
export function scrollToSpan(scroller: Element, list: Element, rows: readonly Row[], span: Span): void {
  const row = rowAt(rows, span.start)
  const element = row && rowElement(list, row)
  if (!element) return
  const isWellSeen = () => {
    const view = scroller.getBoundingClientRect()
    const from = caretRect(list, rows, span.start)
    return from !== null && from.top >= view.top + 60 && from.bottom <= view.bottom - 60
  }
  if (isWellSeen()) return
  // Not scrollIntoView, which would move what lies around the transcript too.
  scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  for (let step = 0; step < 2; step++) {
    const from = caretRect(list, rows, span.start)
    if (!from) return
    const view = scroller.getBoundingClientRect()
    scroller.scrollTop += from.top - view.top - view.height * restingPlace
  }
}

/**
 * Whether any word of a passage is in view; `byEnd`: whether one of its ends is, where that which stands beside it is seen
 * too. Its ends are measured: both are to be near the viewport, or be given as null.
 */
export function isSeen(
  scroller: Element,
  list: Element,
  rows: readonly Row[],
  { start, end }: { start: number | null; end: number | null },
  byEnd = false,
): boolean {
  const view = scroller.getBoundingClientRect()
  const from = start === null ? null : caretRect(list, rows, start)
  const to = end === null ? null : caretRect(list, rows, end, true)
  const isStartSeen = from !== null && from.bottom > view.top && from.top < view.bottom
  const isEndSeen = to !== null && to.bottom > view.top && to.top < view.bottom
  if (isStartSeen || isEndSeen || byEnd) return isStartSeen || isEndSeen
  return (from === null || from.top < view.bottom) && (to === null || to.bottom > view.top)
}

/** About which text offset stands where `scrollToSpan` brings one; null where there are no rows. */
export function offsetAtRest(scroller: Element, list: Element, rows: readonly Row[]): number | null {
  const view = scroller.getBoundingClientRect()
  const y = view.top + view.height * restingPlace
  const chunk = firstBelow(list, y)
  const element = chunk && firstBelow(chunk, y)
  const row = rows[Number(element?.getAttribute('data-row') ?? -1)]
  if (!element || !row) return null
  const { top, height } = element.getBoundingClientRect()
  const into = Math.min(1, Math.max(0, (y - top) / Math.max(1, height)))
  return row.bodyStart + Math.round(into * (row.bodyEnd - row.bodyStart))
}

/** The offset of the first words that are seen whole; null where no text is seen. */
export function offsetAtTop(scroller: Element, list: Element, rows: readonly Row[]): number | null {
  const { top } = scroller.getBoundingClientRect()
  const line = Number.parseFloat(getComputedStyle(list).lineHeight) || 0
  const chunk = firstBelow(list, top + line)
  const body = (chunk && firstBelow(chunk, top + line))?.lastElementChild
  return body ? offsetAtPoint(list, rows, body.getBoundingClientRect().left + 1, top + line * 1.5) : null
}

/** Scrolls as little as shows the caret with two lines around it. */
export function showCaret(scroller: Element, list: Element, rows: readonly Row[], offset: number): void {
  const caret = caretRect(list, rows, offset)
  if (!caret) return
  const view = scroller.getBoundingClientRect()
  const around = Math.min(caret.height * 3, view.height / 4)
  if (caret.top < view.top + around) scroller.scrollTop -= view.top + around - caret.top
  else if (caret.bottom > view.bottom - around) scroller.scrollTop += caret.bottom - view.bottom + around
}

/** Scrolls as little as shows an element whole; its top where it is taller than the viewport. */
export function showWhole(scroller: Element, element: Element): void {
  const view = scroller.getBoundingClientRect()
  const box = element.getBoundingClientRect()
  if (box.bottom > view.bottom - 8)
    scroller.scrollTop += Math.min(box.bottom - view.bottom + 8, box.top - view.top)
  else if (box.top < view.top) scroller.scrollTop -= view.top - box.top
}

/**
 * In how many frames rows far from what was drawn may still take their true height after a move there. Counted in frames:
 * where the machine is slow, each of them has as much to do.
 */
const settling = 60

/**
 * Shows again what was moved to whenever rows take their true height, until they have or the reader scrolls: in a long
 * text a place that was shown by estimates is elsewhere a frame later. Answers how to stop.
 */
export function whileSettling(scroller: Element, list: Element, show: () => void): () => void {
  let frame = 0
  let frames = 0
  const stop = () => {
    cancelAnimationFrame(frame)
    resized.disconnect()
    for (const input of ['wheel', 'pointerdown', 'touchstart']) scroller.removeEventListener(input, stop)
  }
  const count = () => {
    frames += 1
    if (frames > settling) stop()
    else frame = requestAnimationFrame(count)
  }
  const resized = new ResizeObserver(show)
  resized.observe(list)
  count()
  for (const input of ['wheel', 'pointerdown', 'touchstart']) {
    scroller.addEventListener(input, stop, { passive: true })
  }
  return stop
}
