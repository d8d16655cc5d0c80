import type { Coded, CodingSet, Laid } from './coding-set.ts'
import { lineAt, rowElement } from './dom-position.ts'
import type { RowWindow } from './highlighter.ts'
import { type Row, rowAt } from './rows.ts'

/** How far a coding reaches down the page, in px from its top, as far as it was measured. */
export interface Extent<T extends Coded> {
  laid: Laid<T>
  top: number
  bottom: number
  /** False where the coding began above what is measured: its label is not here. */
  begins: boolean
  /** Where it may be named once more: a place in it every screen or so, always in the same lines. */
  again: readonly number[]
}

/**
 * A coding is named once more every so many code units of the text, half of a usual screen; and half way between where that
 * takes so many px, as in a narrow column.
 */
const namedEach = 900
const namedHalfWay = 250

interface MeasuredRow {
  width: number
  height: number
  /** Upper and lower edges of lines met so far, from the row's top, by offset. */
  lines: Map<number, { top: number; bottom: number }>
}

/**
 * Measures how far codings near the viewport reach down the page. A row's lines are measured once for as long as the
 * row has the same size: what moves is only where the row stands.
 */
export class ExtentMeasure {
  #rows: readonly Row[] = []
  #measured = new Map<number, MeasuredRow>()
  /** Where the first and the last row that were measured last stood on the page. */
  #edges: { row: Row; top: number }[] = []

  /** Whether what was measured still stands where it did: at most there is more to measure. */
  holds(list: Element, page: Element): boolean {
    const origin = page.getBoundingClientRect().top
    return this.#edges.every(({ row, top }) => {
      const element = rowElement(list, row)
      return element && Math.abs(element.getBoundingClientRect().top - origin - top) < 0.5
    })
  }

  extents<T extends Coded>(
    list: Element,
    page: Element,
    rows: readonly Row[],
    window: RowWindow,
    codings: CodingSet<T>,
  ): Extent<T>[] {
    const first = rows[window.from]
    const last = rows[window.to - 1]
    if (!first || !last) return []
    if (this.#rows !== rows) this.#measured.clear()
    this.#rows = rows
    const origin = page.getBoundingClientRect().top
    const tops = this.#standing(list, rows, window)
    this.#edges = [first, last].map(row => ({ row, top: (tops.get(row.index) ?? Number.NaN) - origin }))
    const edge = (row: Row, offset: number, side: 'top' | 'bottom'): number | null => {
      const top = tops.get(row.index)
      const line = top === undefined ? null : this.#line(list, row, offset, top)
      return top === undefined || !line ? null : top + line[side] - origin
    }
    const named: { at: number; top: number }[] = []
    const step = namedEach / 2
    let above = Number.POSITIVE_INFINITY
    for (let at = Math.ceil(first.start / step) * step; at < last.end; at += step) {
      const row = rowAt(rows, at)
      const top = row && edge(row, Math.min(Math.max(row.bodyStart, at), row.bodyEnd), 'top')
      if (top === null) continue
      if (at % namedEach === 0 || top - above >= namedHalfWay) named.push({ at, top })
      above = top
    }
    const againIn = ({ start, end }: T) => named.flatMap(({ at, top }) => (start < at && at < end ? top : []))
    return codings.within(first.start, last.end).flatMap(laid => {
      const begins = laid.start >= first.start
      const from = begins ? (rowAt(rows, laid.start) ?? first) : first
      const to = laid.end > last.end ? last : (rowAt(rows, laid.end - 1) ?? last)
      const top = edge(from, begins ? laid.start : first.bodyStart, 'top')
      // An end in the next row's label is the end of the row before.
      const bottom = edge(to, Math.max(to.bodyStart, Math.min(laid.end, to.bodyEnd)), 'bottom')
      return top === null || bottom === null
        ? []
        : [{ laid, begins, top, bottom, again: againIn(laid.coding) }]
    })
  }

  /** Where the window's rows stand; forgets the lines of rows that have another size than when they were measured. */
  #standing(list: Element, rows: readonly Row[], window: RowWindow): Map<number, number> {
    const tops = new Map<number, number>()
    for (const index of this.#measured.keys()) {
      if (index < window.from || index >= window.to) this.#measured.delete(index)
    }
    for (let index = window.from; index < window.to; index++) {
      const row = rows[index]
      const box = row && rowElement(list, row)?.getBoundingClientRect()
      if (!box) continue
      tops.set(index, box.top)
      const before = this.#measured.get(index)
      if (before?.width === box.width && before.height === box.height) continue
      this.#measured.set(index, { width: box.width, height: box.height, lines: new Map() })
    }
    return tops
  }

  #line(list: Element, row: Row, offset: number, rowTop: number): { top: number; bottom: number } | null {
    const lines = this.#measured.get(row.index)?.lines
    const known = lines?.get(offset)
    if (known) return known
    const box = lineAt(list, row, offset)
    if (!box) return null
    const line = { top: box.top - rowTop, bottom: box.bottom - rowTop }
    lines?.set(offset, line)
    return line
  }
}
