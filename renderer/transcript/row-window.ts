import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Chunk } from './chunks.ts'
import type { RowWindow } from './highlighter.ts'

/** The rows and chunks near the viewport, and a number that grows whenever anything may have moved. */
export interface DrawnRows extends RowWindow {
  chunks: { from: number; to: number }
  measure: number
  /** True until the first rows are painted: what a reader does not look for in them waits for that. */
  opening: boolean
}

/** How much is registered beyond the viewport, and how much must be there before it is renewed; in viewports. */
const registered = 0.4
const needed = 0.1

/** A full chunk is seldom lower than this, in px: what fills the window is near before anything is known of the page. */
const lowest = 1100

/** Finds anew which rows are near; only where it must be, unless anything `moved`; `opened` once the first are painted. */
type Renew = (moved: boolean, opened?: boolean) => void

/** Which rows are in or near the viewport, and how to find it anew: see `useFollowedWindow`. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  chunks: readonly Chunk[],
): [DrawnRows, Renew] {
  const [drawn, setDrawn] = useState<DrawnRows>(() =>
    windowOf(chunks, { from: 0, to: Math.ceil(innerHeight / lowest) }, 0, true),
  )
  const latest = useRef(drawn)
  const renew = useCallback(
    (moved: boolean, opened = false) => {
      if (!scroller.current || !list.current) return
      const now = latest.current
      const must = chunksWithin(scroller.current, list.current, needed)
      const isKnown = now.chunks.to <= chunks.length
      if (!moved && isKnown && must.from >= now.chunks.from && must.to <= now.chunks.to) return
      const wide = chunksWithin(scroller.current, list.current, registered)
      const opening = now.opening && !opened && wide.to <= now.chunks.to
      latest.current = windowOf(chunks, wide, now.measure + 1, opening)
      setDrawn(latest.current)
    },
    [scroller, list, chunks],
  )
  return [drawn, renew]
}

/**
 * Follows the viewport. The answer changes inside the scroll event and inside the resize observer, both before the
 * frame is painted: no frame shows a row whose codings are not registered. Nothing is measured before the page has laid
 * out its first rows by itself.
 */
export function useFollowedWindow(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  renew: Renew,
): void {
  useLayoutEffect(() => {
    const view = scroller.current
    const rows = list.current
    if (!view || !rows) return
    let frame = 0
    const scrolled = () => flushSync(() => renew(false))
    const resized = new ResizeObserver(() => {
      flushSync(() => renew(frame > 0))
      // Where the first rows did not reach, those that follow stand apart only now.
      if (frame === 0) flushSync(() => renew(false))
      frame ||= requestAnimationFrame(() => flushSync(() => renew(true, true)))
    })
    view.addEventListener('scroll', scrolled, { passive: true })
    resized.observe(view)
    resized.observe(rows)
    return () => {
      cancelAnimationFrame(frame)
      view.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [scroller, list, renew])
}

function windowOf(
  chunks: readonly Chunk[],
  wanted: { from: number; to: number },
  measure: number,
  opening: boolean,
): DrawnRows {
  const to = Math.min(wanted.to, chunks.length)
  const from = Math.min(wanted.from, to)
  return {
    chunks: { from, to },
    from: chunks[from]?.from ?? chunks.at(-1)?.to ?? 0,
    to: chunks[to - 1]?.to ?? 0,
    measure,
    opening,
  }
}

/** The chunks that stand within the viewport widened by `margin` viewports above and below. */
function chunksWithin(
  scroller: HTMLElement,
  list: HTMLElement,
  margin: number,
): { from: number; to: number } {
  const view = scroller.getBoundingClientRect()
  const top = view.top - view.height * margin
  const bottom = view.bottom + view.height * margin
  const { children } = list
  const first = firstIndex(children, element => element.getBoundingClientRect().bottom > top)
  const after = firstIndex(children, element => element.getBoundingClientRect().top >= bottom)
  return { from: first, to: after }
}

/** The first child for which `holds`, where all after it hold too; the number of children where none does. */
function firstIndex(children: HTMLCollection, holds: (element: Element) => boolean): number {
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    const element = children[middle]
    if (element && holds(element)) high = middle
    else low = middle + 1
  }
  return low
}
