import { type RefObject, useLayoutEffect } from 'react'
import { firstBelow } from './page-geometry.ts'

/** The row at the top of the viewport, and how far into it the viewport begins, as a share of its height. */
interface Place {
  row: Element
  into: number
}

/**
 * How long rows that were estimated may still take their true height after a change, in ms; anything that a reader
 * does in the text ends it.
 */
const settling = 600
const inputs = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const

/**
 * Keeps the reader's place: where the letters or the column change, the row at the top of the viewport stays there.
 * The browser's own scroll anchoring does so for what grows above, but not for this.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const view = scroller.current
    const rows = list.current
    if (!view || !rows) return
    let place: Place | null = null
    let set: string | null = null
    let settled = 0
    const note = () => {
      if (performance.now() > settled && setting(rows) === set) place = placeOf(view, rows)
    }
    const moved = () => {
      settled = 0
    }
    const resized = new ResizeObserver(() => {
      const now = setting(rows)
      if (set !== null && now !== set) settled = performance.now() + settling
      set = now
      note()
      if (performance.now() > settled || !place?.row.isConnected) return
      const { top, height } = place.row.getBoundingClientRect()
      view.scrollTop += top + place.into * height - view.getBoundingClientRect().top
    })
    view.addEventListener('scroll', note, { passive: true })
    for (const input of inputs) view.addEventListener(input, moved, { passive: true })
    resized.observe(view)
    resized.observe(rows)
    return () => {
      view.removeEventListener('scroll', note)
      for (const input of inputs) view.removeEventListener(input, moved)
      resized.disconnect()
    }
  }, [scroller, list])
}

/** What decides how the text breaks into lines. */
function setting(rows: Element): string {
  const { fontSize, fontFamily } = getComputedStyle(rows)
  return `${rows.clientWidth} ${fontSize} ${fontFamily}`
}

/** Where the viewport begins; null before the text, so that what stands above it stays in view too. */
function placeOf(view: Element, rows: Element): Place | null {
  if (view.scrollTop === 0) return null
  const { top } = view.getBoundingClientRect()
  const chunk = firstBelow(rows, top)
  const row = (chunk && firstBelow(chunk, top)) ?? chunk
  if (!row) return null
  const box = row.getBoundingClientRect()
  return { row, into: Math.max(0, (top - box.top) / Math.max(1, box.height)) }
}
