import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Mark } from '#shared/model/document.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { ExtentStore } from './extent-store.ts'
import { ExtentMeasure } from './extents.ts'
import { Highlighter, type PassingLayers } from './highlighter.ts'
import type { LookOf } from './painted.ts'
import { Pause } from './pause.ts'
import type { DrawnRows } from './row-window.ts'
import type { Row } from './rows.ts'

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
  const { list, rows, marks, drawn, codings, look, passing } = painting
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
  useMeasuring(painting, measured, extents)
  return extents
}

/**
 * Measures where stripes stand: at once where what was measured has moved, else in the pause that follows; once no more
 * does where text comes near fast.
 */
function useMeasuring<T extends Coded>(
  { list, page, rows, drawn, codings, striped }: Painting<T>,
  measured: ExtentMeasure,
  extents: ExtentStore<T>,
): void {
  const { near } = drawn
  const last = useRef<{ rows: readonly Row[]; codings: CodingSet<T> } | null>(null)
  const measureNow = useRef(() => {})
  const [pause] = useState(() => new Pause(() => measureNow.current()))
  useLayoutEffect(() => () => pause.forget(), [pause])
  useLayoutEffect(() => {
    const [drawnRows, around] = [list.current, page.current]
    if (!striped || !drawnRows || !around) return
    measureNow.current = () => {
      pause.forget()
      last.current = { rows, codings }
      extents.set(measured.extents(drawnRows, around, rows, near, codings))
    }
    if (last.current?.rows !== rows) measureNow.current()
    else if (last.current.codings !== codings) pause.next()
    else pause.afterBurst()
  }, [list, page, rows, near, codings, striped, measured, extents, pause])
  // Whatever moves has the page or its list another size, and here they are laid out already.
  useLayoutEffect(() => {
    const [drawnRows, around] = [list.current, page.current]
    if (!striped || !drawnRows || !around) return
    const resized = new ResizeObserver(() => {
      if (!measured.holds(drawnRows, around)) measureNow.current()
    })
    resized.observe(around)
    resized.observe(drawnRows)
    return () => resized.disconnect()
  }, [list, page, striped, measured])
}
