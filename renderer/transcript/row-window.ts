import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Chunk } from './chunks.ts'
import { type Boxed, pieceWhere } from './dom-position.ts'
import type { PaintedWindow, RowWindow } from './highlighter.ts'
import { type Row, rowAt } from './rows.ts'

/** The rows in or next to the viewport, whose codings are painted. */
export interface DrawnRows extends PaintedWindow {
  /** The chunks around them: filled, as high as they will be, with their stripes. */
  chunks: { from: number; to: number }
  /** All rows of these chunks; another object whenever anything may have moved. */
  near: RowWindow
  /** True until the first rows are painted: what a reader does not look for in them waits for that. */
  opening: boolean
}

/**
 * How far beyond the viewport rows are registered, and how much of that must be there before it is renewed; in viewports.
 * Whatever range comes or goes, the browser paints the letters under all others anew: no more stands ready than a scroll
 * may run ahead of the page.
 */
const registered = 0.25
const needed = 0.1

/** How far beyond the viewport the chunks reach that are near, in viewports: whole chunks, so that they change seldom. */
const nearby = 0.4

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
      const [view, drawnRows] = [scroller.current, list.current]
      if (!view || !drawnRows) return
      const within = (margin: number) => rowsWithin(view, drawnRows, rows, chunks, margin)
      const now = latest.current
      const isKnown = now.to <= rows.length
      // What is shown first reaches the viewport's end as far as can be told, and not beyond.
      const must = within(now.opening ? 0 : needed)
      if (!moved && isKnown && must.start >= now.start && must.end <= now.end) return
      const wide = within(registered)
      const over = chunksOver(rows, wide)
      const isNear = over.from >= now.chunks.from && over.to <= now.chunks.to
      const around =
        moved || !isKnown || !isNear ? windowOf(chunks, chunksOver(rows, within(nearby)), now) : now
      const opening = now.opening && !opened && around.chunks.to <= now.chunks.to
      latest.current = { ...wide, chunks: around.chunks, near: around.near, opening }
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

/** Whether a place is near the viewport: measuring one that is not has the browser lay out what it left out. */
export function isNear(rows: readonly Row[], { from, to }: RowWindow, offset: number): boolean {
  const row = rowAt(rows, offset)
  return row !== null && row.index >= from && row.index < to
}

/** The rows that fill the window, and what of the last does, as far as can be told before anything is known of the page. */
function firstWindow(rows: readonly Row[]): DrawnRows {
  let to = 0
  let end = 0
  for (let height = 0; to < rows.length && height < innerHeight; to++) {
    const { bodyStart, bodyEnd } = rows[to] ?? { bodyStart: 0, bodyEnd: 0 }
    end = bodyStart + Math.ceil((innerHeight - height) / usual.line) * usual.letters
    height += Math.ceil((bodyEnd - bodyStart) / usual.letters) * usual.line + usual.around
  }
  const chunks = { from: 0, to: (rows[to - 1]?.chunk ?? -1) + 1 }
  return { from: 0, to, start: 0, end, chunks, near: { from: 0, to }, opening: true }
}

/** The chunks of some rows. */
function chunksOver(rows: readonly Row[], { from, to }: RowWindow): DrawnRows['chunks'] {
  const last = rows[to - 1]
  return last ? { from: rows[from]?.chunk ?? last.chunk, to: last.chunk + 1 } : { from: 0, to: 0 }
}

/** Some chunks and their rows; the chunks from before where they are the same. */
function windowOf(
  chunks: readonly Chunk[],
  { from, to }: DrawnRows['chunks'],
  before: DrawnRows,
): Pick<DrawnRows, 'chunks' | 'near'> {
  const isSame = from === before.chunks.from && to === before.chunks.to
  const near = { from: chunks[from]?.from ?? 0, to: chunks[to - 1]?.to ?? 0 }
  return { chunks: isSame ? before.chunks : { from, to }, near }
}

/** The text that stands within the viewport widened by `margin` viewports above and below, and its rows; a chunk not filled is whole. */
function rowsWithin(
  scroller: HTMLElement,
  list: HTMLElement,
  rows: readonly Row[],
  chunks: readonly Chunk[],
  margin: number,
): PaintedWindow {
  const view = scroller.getBoundingClientRect()
  const top = view.top - view.height * margin
  const bottom = view.bottom + view.height * margin
  const isBelowTop = (there: Boxed) => there.getBoundingClientRect().bottom > top
  const isAfter = (there: Boxed) => there.getBoundingClientRect().top >= bottom
  const first = firstIndex(list.children, isBelowTop)
  const last = firstIndex(list.children, isAfter) - 1
  const [begins, ends] = [chunks[first], chunks[Math.min(last, chunks.length - 1)]]
  const { children: above } = list.children[first] ?? { children: [] }
  const { children: below } = list.children[last] ?? { children: [] }
  const to = ends ? (below.length > 0 ? ends.from + firstIndex(below, isAfter) : ends.to) : 0
  const from = begins ? begins.from + (above.length > 0 ? firstIndex(above, isBelowTop) : 0) : rows.length
  const [begun, ended] = [rows[Math.min(from, to)], rows[to - 1]]
  return {
    from: Math.min(from, to),
    to,
    start: begun ? (pieceWhere(list, begun, isBelowTop) ?? begun.start) : (ended?.end ?? 0),
    end: ended ? (pieceWhere(list, ended, isAfter) ?? ended.end) : 0,
  }
}

/** The first child for which `holds`, where all after it hold too; the number of children where none does. */
function firstIndex(children: ArrayLike<Element>, holds: (element: Element) => boolean): number {
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
