import type { Span } from '#shared/text/span.ts'
import { caretRect } from './dom-position.ts'
import type { RowWindow } from './highlighter.ts'
import type { IntervalIndex } from './interval-index.ts'
import type { PaintedCoding } from './painted.ts'
import { type Row, rowAt } from './rows.ts'
import type { Extent } from './stripe-layout.ts'

/** A place on the transcript's page: px from its top left corner, which moves with the text. */
export interface PagePlace {
  left: number
  top: number
  height: number
}

/** Where a caret at `offset` stands on the page. */
export function caretPlace(
  list: Element,
  page: Element,
  rows: readonly Row[],
  offset: number,
): PagePlace | null {
  const rect = caretRect(list, rows, offset)
  const origin = page.getBoundingClientRect()
  return rect && { left: rect.left - origin.left, top: rect.top - origin.top, height: rect.height }
}

/** Whether two places are the same, so that nothing is drawn again. */
export function sameAs(a: PagePlace | null | undefined, b: PagePlace | null | undefined): boolean {
  if (!a || !b) return !a && !b
  return a.left === b.left && a.top === b.top && a.height === b.height
}

/** How far each coding near the viewport reaches down the page; measured no further than the window's rows. */
export function measureExtents(
  list: Element,
  page: Element,
  rows: readonly Row[],
  window: RowWindow,
  codings: IntervalIndex<PaintedCoding>,
): Extent[] {
  const first = rows[window.from]
  const last = rows[window.to - 1]
  if (!first || !last) return []
  const origin = page.getBoundingClientRect().top
  return codings.within(first.start, last.end).flatMap(({ id, start, end }) => {
    const begins = start >= first.start
    const from = caretRect(list, rows, begins ? start : first.bodyStart)
    const to = caretRect(list, rows, Math.min(lastShown(rows, end), last.bodyEnd))
    if (!from || !to) return []
    return [{ id, begins, top: from.top - origin, bottom: to.bottom - origin }]
  })
}

/** The last place before `end` that is shown: an end in the next row's label is the end of the row before. */
function lastShown(rows: readonly Row[], end: number): number {
  const row = rowAt(rows, end - 1)
  return row ? Math.max(row.bodyStart, Math.min(end, row.bodyEnd)) : end
}

/**
 * Where the bar stands: above the selection where there is room, else below; never over it.
 * @param bar its size in px
 */
export function placeBar(
  list: Element,
  page: Element,
  scroller: Element,
  rows: readonly Row[],
  selected: Span,
  bar: { width: number; height: number },
): PagePlace | null {
  const from = caretPlace(list, page, rows, selected.start)
  const to = caretPlace(list, page, rows, selected.end)
  if (!from || !to) return null
  const seenFrom = scroller.getBoundingClientRect().top - page.getBoundingClientRect().top
  const gap = 6
  const above = from.top - bar.height - gap
  const top = above >= seenFrom ? above : to.top + to.height + gap
  const left = top === above ? from.left : Math.min(from.left, to.left)
  return { height: bar.height, top, left: Math.max(8, Math.min(left, page.clientWidth - bar.width - 8)) }
}
