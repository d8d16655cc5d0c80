import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Mark } from '#shared/model/document.ts'
import { Highlighter, type PassingLayers } from './highlighter.ts'
import type { IntervalIndex } from './interval-index.ts'
import { measureExtents } from './page-geometry.ts'
import type { PaintedCoding } from './painted.ts'
import type { DrawnRows } from './row-window.ts'
import type { Row } from './rows.ts'
import type { Extent } from './stripe-layout.ts'

interface Painting {
  list: RefObject<HTMLElement | null>
  page: RefObject<HTMLElement | null>
  rows: readonly Row[]
  marks: readonly Mark[]
  drawn: DrawnRows
  codings: IntervalIndex<PaintedCoding>
  lanes: ReadonlyMap<string, number>
  passing: PassingLayers
  /** False where the margin is not drawn, so that nothing is measured. */
  striped: boolean
}

/** Paints codings and passing layers for the drawn rows, and measures where their stripes stand. */
export function usePainting(painting: Painting): readonly Extent[] {
  const { list, page, rows, marks, drawn, codings, lanes, passing, striped } = painting
  const highlighter = useRef<Highlighter>(null)
  const [extents, setExtents] = useState<readonly Extent[]>([])
  useLayoutEffect(() => {
    const painter = new Highlighter()
    highlighter.current = painter
    return () => painter.dispose()
  }, [])
  useLayoutEffect(() => {
    if (!list.current || !page.current) return
    highlighter.current?.paint(list.current, { rows, marks }, drawn, codings, lanes)
    if (striped) setExtents(measureExtents(list.current, page.current, rows, drawn, codings))
  }, [list, page, rows, marks, drawn, codings, lanes, striped])
  useLayoutEffect(() => {
    if (list.current) highlighter.current?.pass(list.current, rows, drawn, passing)
  }, [list, rows, drawn, passing])
  return extents
}
