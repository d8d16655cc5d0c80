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
  const told = useRef<{ rows: readonly Row[]; perLine: number } | null>(null)
  useLayoutEffect(() => {
    if (drawn.opening) return
    const row = rows[drawn.from]
    const body = row && list.current && rowElement(list.current, row)?.lastElementChild
    if (!page.current || !body) return
    const size = Number.parseFloat(getComputedStyle(page.current).fontSize)
    const perLine = Math.max(10, Math.round(body.clientWidth / (size * letterWidth)) - lostToWords)
    if (told.current?.rows === rows && told.current.perLine === perLine) return
    told.current = { rows, perLine }
    // Each chunk is told by itself: a property of the page would be inherited by every row, and restyle them all.
    for (const chunk of list.current?.children ?? []) {
      if (chunk instanceof HTMLElement) chunk.style.setProperty('--per-line', String(perLine))
    }
  }, [page, list, rows, drawn])
}
