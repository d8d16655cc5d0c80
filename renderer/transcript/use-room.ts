import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Mark } from '#shared/model/document.ts'
import type { Row } from './rows.ts'

/**
 * How wide the running text stands, in whole em of its own letters: whether a table has room in it. Known before
 * anything is painted, and only of a text that has tables; of others it is never measured.
 */
export function useRoom(
  list: RefObject<Element | null>,
  rows: readonly Row[],
  marks: readonly Mark[],
): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const drawn = list.current
    if (!drawn || rows.length === 0 || !marks.some(({ style }) => style === 'table-cell')) return
    const measure = () => {
      const body = drawn.querySelector('[data-row]')?.lastElementChild
      if (!body) return
      const wide = Math.floor(body.clientWidth / Number.parseFloat(getComputedStyle(body).fontSize))
      // A scrollbar that goes with what is drawn anew leaves less than an em, and would come back for ever.
      setRoom(before => (wide === before + 1 ? before : wide))
    }
    measure()
    // With another width the text has another height, and what is set is in the frame.
    const resized = new ResizeObserver(() => flushSync(measure))
    resized.observe(drawn)
    return () => resized.disconnect()
  }, [list, rows, marks])
  return room
}
