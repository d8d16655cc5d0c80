import { scaleLinear } from 'd3-scale'
import type { Matrix, MatrixCount } from '../model/matrix.ts'

/** Columns up to which bars side by side can be told apart and read. */
export const mostColumns = 8

/** How high the room of one bar is, in pixels: high enough to be pressed. */
export const barStep = 24

/** A matrix as bars beside each other on one axis; places along it run from 0 (nothing) to 1 (its end). */
export interface MatrixBars {
  /** Whole numbers alone: what is counted does not come in parts. */
  ticks: { value: number; x: number }[]
  rows: {
    id: string
    name: string
    depth: number
    /** What the row counts in all, each passage, source or person once: not the sum of its bars. */
    n: number
    /** In the order of the columns; a cell that holds nothing has no bar. */
    bars: { column: number; n: number; width: number }[]
    /** In pixels: room for its bars, or for one where there are none. */
    height: number
  }[]
}

/**
 * Lays out a matrix's cells as grouped bars, rows and columns in its order. They are never stacked: a person, a source
 * and a passage may each count in several columns, so that columns do not add up.
 */
export function layOutMatrixBars({ rows, columns, cells }: Matrix, count: MatrixCount): MatrixBars {
  const found = new Map(cells.map(cell => [`${cell.row} ${cell.column}`, cell.counts[count]]))
  const x = scaleLinear([0, Math.max(1, ...found.values())], [0, 1]).nice(5)
  return {
    ticks: x
      .ticks(5)
      .filter(Number.isInteger)
      .map(value => ({ value, x: x(value) })),
    rows: rows.map(({ id, name, depth, total }, row) => {
      const bars = columns.flatMap((_, column) => {
        const n = found.get(`${row} ${column}`) ?? 0
        return n === 0 ? [] : [{ column, n, width: x(n) }]
      })
      return { id, name, depth, n: total[count], bars, height: Math.max(1, bars.length) * barStep }
    }),
  }
}

/**
 * The chart in a sentence or two, for those who do not see it.
 * @param unit what is counted, in the plural: `passages`
 */
export function matrixBarsInWords(matrix: Matrix, count: MatrixCount, unit: string): string {
  const { rows, columns, cells } = matrix
  const most = cells.reduce((best, { counts }) => Math.max(best, counts[count]), 0)
  const where = cells.find(({ counts }) => counts[count] === most)
  const sizes = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} by ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}, counted in ${unit}`
  if (!where || most === 0) return `${sizes}: there are none.`
  return `${sizes}. The longest bar is ${most}: ${rows[where.row]?.name}, ${columns[where.column]?.name}. The table has every figure.`
}
