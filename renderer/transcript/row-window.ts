import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RowWindow } from './highlighter.ts'

/** The rows near the viewport, and a number that grows whenever anything may have moved. */
export interface DrawnRows extends RowWindow {
  measure: number
}

/** How much is registered beyond the viewport, and how much must be there before it is renewed; in viewports. */
const registered = 1
const needed = 0.25

/**
 * Follows which rows are in or near the viewport. The answer changes inside the scroll event and inside the
 * resize observer, both before the frame is painted: no frame shows a row whose codings are not registered.
 * @param rowCount how many rows the list draws now
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  rowCount: number,
): [DrawnRows, refresh: () => void] {
  const [drawn, setDrawn] = useState<DrawnRows>({ from: 0, to: 0, measure: 0 })
  const latest = useRef(drawn)
  const renew = useCallback(
    (moved: boolean) => {
      if (!scroller.current || !list.current) return
      const now = latest.current
      const must = rowsWithin(scroller.current, list.current, needed)
      if (!moved && must.from >= now.from && must.to <= now.to) return
      const wide = rowsWithin(scroller.current, list.current, registered)
      latest.current = {
        from: wide.from,
        to: Math.min(wide.to, rowCount),
        measure: now.measure + 1,
      }
      setDrawn(latest.current)
    },
    [scroller, list, rowCount],
  )
  useLayoutEffect(() => renew(true), [renew])
  useEffect(() => {
    const view = scroller.current
    const rows = list.current
    if (!view || !rows) return
    const scrolled = () => flushSync(() => renew(false))
    const resized = new ResizeObserver(() => flushSync(() => renew(true)))
    view.addEventListener('scroll', scrolled, { passive: true })
    resized.observe(view)
    resized.observe(rows)
    return () => {
      view.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [scroller, list, renew])
  const refresh = useCallback(() => renew(true), [renew])
  return [drawn, refresh]
}

/** The rows that stand within the viewport widened by `margin` viewports above and below. */
function rowsWithin(scroller: HTMLElement, list: HTMLElement, margin: number): RowWindow {
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
