import { caretRect } from './dom-position.ts'
import type { Row } from './rows.ts'

/** A place on the transcript's page: px from its top left corner, which moves with the text. */
export interface PagePlace {
  left: number
  top: number
  height: number
}

/** Where a caret at `offset` stands on the page; `after` as in `caretRect`. */
export function caretPlace(
  list: Element,
  page: Element,
  rows: readonly Row[],
  offset: number,
  after = false,
): PagePlace | null {
  const rect = caretRect(list, rows, offset, after)
  const origin = page.getBoundingClientRect()
  return rect && { left: rect.left - origin.left, top: rect.top - origin.top, height: rect.height }
}

/** Whether two places are the same, so that nothing is drawn again. */
export function sameAs(a: PagePlace | null | undefined, b: PagePlace | null | undefined): boolean {
  if (!a || !b) return !a && !b
  return a.left === b.left && a.top === b.top && a.height === b.height
}

/** Whether a place on the page is seen. */
export function isInView(scroller: Element, page: Element, place: PagePlace | null): boolean {
  if (!place) return false
  const [view, { top }] = [scroller.getBoundingClientRect(), page.getBoundingClientRect()]
  return place.top + top >= view.top && place.top + place.height + top <= view.bottom
}

/** Where the bar stands, on which side of the selection, and for what it was decided so. */
export interface BarPlace extends PagePlace {
  isAbove: boolean
  about: string
}

/**
 * Where the bar stands: above the selection where there is room, else below; never over it.
 * @param text where the words end to the right, in px of the window
 * @param selected where the selection begins and ends; null for an end that is far from the viewport
 * @param bar its size in px, and for what its side is decided: it keeps it for as long as that is the same, however the
 *   text is scrolled, since the bar itself may have the text scrolled to be seen
 * @param before where it stood
 */
export function placeBar(
  page: Element,
  text: number,
  scroller: Element,
  selected: { from: PagePlace | null; to: PagePlace | null },
  bar: { width: number; height: number; about: string },
  before: BarPlace | null,
): BarPlace | null {
  const { from, to } = selected
  const seenFrom = scroller.getBoundingClientRect().top - page.getBoundingClientRect().top
  const gap = 6
  // Lines of overlapping codings hang below the letters.
  const underlines = Math.round((to?.height ?? 0) / 3)
  const above = from && from.top - bar.height - gap
  // Beside the text are the codings that a press chooses.
  const besideText = text - page.getBoundingClientRect().left - bar.width
  const furthest = besideText >= 8 ? besideText : page.clientWidth - bar.width - 8
  const within = (left: number) => Math.max(8, Math.min(left, furthest))
  const { about, height } = bar
  const isAbove = before?.about === about ? before.isAbove : above !== null && above >= Math.max(0, seenFrom)
  if (from && above !== null && (isAbove || !to)) {
    return { about, isAbove, height, top: Math.max(4, above), left: within(from.left) }
  }
  if (!to) return null
  return {
    about,
    isAbove,
    height,
    top: to.top + to.height + gap + underlines,
    left: within(Math.min(from?.left ?? to.left, to.left)),
  }
}

/** The first child that reaches below a height of the window; the last where none does. */
export function firstBelow({ children }: Element, top: number): Element | null {
  let [low, high] = [0, children.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const child = children[middle]
    if (child && child.getBoundingClientRect().bottom > top) high = middle
    else low = middle + 1
  }
  return children[low] ?? null
}
