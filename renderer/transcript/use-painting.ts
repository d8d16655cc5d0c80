import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Mark } from '#shared/model/document.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { ExtentStore } from './extent-store.ts'
import { ExtentMeasure } from './extents.ts'
import { Highlighter, type PassingLayers } from './highlighter.ts'
import type { LookOf } from './painted.ts'
import type { DrawnRows } from './row-window.ts'
import type { Row } from './rows.ts'

/**
 * How long the stripes of text that was scrolled to may wait for a pause, in ms: a frame of scrolling has the text to
 * paint, and stripes stand ready as far as a usual scroll goes in that time.
 */
const longestWait = 100

interface Painting<T extends Coded> {
  list: RefObject<HTMLElement | null>
  page: RefObject<HTMLElement | null>
  rows: readonly Row[]
  marks: readonly Mark[]
  drawn: DrawnRows
  codings: CodingSet<T>
  look: LookOf<T>
  passing: PassingLayers
  /** False where the margin is not drawn, so that nothing is measured. */
  striped: boolean
}

/** Paints codings and passing layers for the drawn rows, and measures where their stripes stand: the store says it. */
export function usePainting<T extends Coded>(painting: Painting<T>): ExtentStore<T> {
  const { list, page, rows, marks, drawn, codings, look, passing, striped } = painting
  const highlighter = useRef<Highlighter<T>>(null)
  const [measured] = useState(() => new ExtentMeasure())
  const [extents] = useState(() => new ExtentStore<T>())
  useLayoutEffect(() => {
    const painter = new Highlighter<T>()
    highlighter.current = painter
    return () => painter.dispose()
  }, [])
  useLayoutEffect(() => {
    if (list.current) highlighter.current?.paint(list.current, { rows, marks }, drawn, codings, look)
  }, [list, rows, marks, drawn, codings, look])
  useLayoutEffect(() => {
    if (list.current) highlighter.current?.pass(list.current, rows, drawn, passing)
  }, [list, rows, drawn, passing])
  const { near } = drawn
  const waiting = useRef(0)
  const measureNow = useRef(() => {})
  useLayoutEffect(
    () => () => {
      cancelIdleCallback(waiting.current)
      waiting.current = 0
    },
    [],
  )
  useLayoutEffect(() => {
    const [drawnRows, around] = [list.current, page.current]
    if (!striped || !drawnRows || !around) return
    measureNow.current = () => {
      cancelIdleCallback(waiting.current)
      waiting.current = 0
      extents.set(measured.extents(drawnRows, around, rows, near, codings))
    }
    if (!measured.holds(drawnRows, around, rows, codings)) measureNow.current()
    else waiting.current ||= requestIdleCallback(() => measureNow.current(), { timeout: longestWait })
  }, [list, page, rows, near, codings, striped, measured, extents])
  return extents
}
