import { type RefObject, useLayoutEffect, useRef } from 'react'
import { rowElement } from './dom-position.ts'
import type { DrawnRows } from './row-window.ts'
import type { Row } from './rows.ts'

/** Width of a letter of running text, spaces counted, as a share of the size of the bundled faces. */
const letterWidth = 0.455

/** Letters that a line loses on average because words are not broken. */
const lostToWords = 3

/**
 * Tells the chunks how many letters a line holds, from which the height of chunks that are not laid out is reckoned: the
 * nearer it is, the less the scrollbar's length changes as they are met.
 */
export function usePerLine(
  page: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  drawn: DrawnRows,
): void {
  const now = useRef({ rows, drawn })
  useLayoutEffect(() => {
    now.current = { rows, drawn }
  })
  useLayoutEffect(() => {
    const [around, chunks] = [page.current, list.current]
    if (!around || !chunks) return
    let told: { rows: readonly Row[]; perLine: number } | null = null
    const tell = () => {
      const { rows, drawn } = now.current
      const row = rows[drawn.from]
      const body = !drawn.opening && row && rowElement(chunks, row)?.lastElementChild
      if (!body) return
      const size = Number.parseFloat(getComputedStyle(around).fontSize)
      const perLine = Math.max(10, Math.round(body.clientWidth / (size * letterWidth)) - lostToWords)
      if (told?.rows === rows && told.perLine === perLine) return
      told = { rows, perLine }
      // Each chunk is told by itself: a property of the page would be inherited by every row, and restyle them all.
      for (const chunk of chunks.children) {
        if (chunk instanceof HTMLElement) chunk.style.setProperty('--per-line', String(perLine))
      }
    }
    // With other lines the list has another size, and here it is laid out already.
    const resized = new ResizeObserver(tell)
    resized.observe(chunks)
    return () => resized.disconnect()
  }, [page, list])
}
