import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Mark } from '#shared/model/document.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { type Extent, ExtentMeasure } from './extents.ts'
import { Highlighter, type PassingLayers } from './highlighter.ts'
import type { LookOf } from './painted.ts'
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

/** Paints codings and passing layers for the drawn rows, and measures where their stripes stand. */
export function usePainting<T extends Coded>(painting: Painting<T>): readonly Extent<T>[] {
  const { list, page, rows, marks, drawn, codings, look, passing, striped } = painting
  const highlighter = useRef<Highlighter<T>>(null)
  const [measure] = useState(() => new ExtentMeasure())
  const [extents, setExtents] = useState<readonly Extent<T>[]>([])
  useLayoutEffect(() => {
    const painter = new Highlighter<T>()
    highlighter.current = painter
    return () => painter.dispose()
  }, [])
  useLayoutEffect(() => {
    if (!list.current || !page.current) return
    highlighter.current?.paint(list.current, { rows, marks }, drawn, codings, look)
    if (striped) setExtents(measure.extents(list.current, page.current, rows, drawn, codings))
  }, [list, page, rows, marks, drawn, codings, look, striped, measure])
  useLayoutEffect(() => {
    if (list.current) highlighter.current?.pass(list.current, rows, drawn, passing)
  }, [list, rows, drawn, passing])
  return extents
}
