import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Chunk } from './chunks.ts'
import { rowElement } from './dom-position.ts'
import type { RowWindow } from './highlighter.ts'
import type { Row } from './rows.ts'

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

/** A line of usual size, in px, the letters that it holds, and what a row has around its lines, in px. */
const usual = { line: 30, letters: 76, around: 14 }

/** Finds anew which rows are near; only where it must be, unless anything `moved`; `opened` once the first are painted. */
type Renew = (moved: boolean, opened?: boolean) => void

/** Which rows are in or near the viewport, and how to find it anew: see `useFollowedWindow`. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  chunks: readonly Chunk[],
): [DrawnRows, Renew] {
  const [drawn, setDrawn] = useState<DrawnRows>(() => firstWindow(rows))
  const latest = useRef(drawn)
  const renew = useCallback(
    (moved: boolean, opened = false) => {
      if (!scroller.current || !list.current) return
      const now = latest.current
      const must = chunksWithin(scroller.current, list.current, needed)
      const isKnown = now.chunks.to <= chunks.length
      // The first rows may end within a chunk.
      const isWide =
        now.to === chunks[now.chunks.to - 1]?.to || reaches(scroller.current, list.current, rows[now.to - 1])
      if (!moved && isKnown && isWide && must.from >= now.chunks.from && must.to <= now.chunks.to) return
      const wide = chunksWithin(scroller.current, list.current, registered)
      const opening = now.opening && !opened && wide.to <= now.chunks.to
      latest.current = windowOf(chunks, wide, now.measure + 1, opening)
      setDrawn(latest.current)
    },
    [scroller, list, rows, chunks],
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

/** The rows that fill the window as far as can be told before anything is known of the page. */
function firstWindow(rows: readonly Row[]): DrawnRows {
  let to = 0
  for (let height = 0; to < rows.length && height < innerHeight; to++) {
    const { bodyStart, bodyEnd } = rows[to] ?? { bodyStart: 0, bodyEnd: 0 }
    height += Math.ceil((bodyEnd - bodyStart) / usual.letters) * usual.line + usual.around
  }
  const chunks = { from: 0, to: (rows[to - 1]?.chunk ?? -1) + 1 }
  return { chunks, from: 0, to, measure: 0, opening: true }
}

/** Whether a row stands as far down as the viewport. */
function reaches(scroller: HTMLElement, list: HTMLElement, row: Row | undefined): boolean {
  const element = row && rowElement(list, row)
  return !element || element.getBoundingClientRect().bottom >= scroller.getBoundingClientRect().bottom
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
