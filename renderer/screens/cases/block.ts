import { counted, number } from '../../wording.ts'

/** A rectangle of cells by their places: both ends are in it. */
export interface Block {
  top: number
  bottom: number
  left: number
  right: number
}

/** The block between two corners, whichever they are. */
export const between = (a: { row: number; column: number }, b: { row: number; column: number }): Block => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})

export const isIn = ({ top, bottom, left, right }: Block, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

/** Why cells cannot be pasted from a block's corner on: there is no room for all of them. Null where there is. */
export function noRoomFor(
  cells: readonly (readonly string[])[],
  { top, left }: Block,
  rows: number,
  columns: number,
): string | null {
  const [down, across] = [rows - top, columns - left]
  if (cells.length > down) {
    return `${counted(cells.length, 'row')} were copied and ${areLeft(down)} below: add the rows first, or import the table.`
  }
  const width = widthOf(cells)
  if (width <= across) return null
  return `${counted(width, 'column')} were copied and ${areLeft(across)} to the right: paste them further left, or import the table.`
}

const areLeft = (count: number): string => `${number(count)} ${count === 1 ? 'is' : 'are'} left`

const widthOf = (cells: readonly (readonly string[])[]): number =>
  Math.max(0, ...cells.map(row => row.length))

/** Where pasted cells come to stand: from a block's corner on; what divides the block is repeated over it. */
export function pasted(
  cells: readonly (readonly string[])[],
  { top, bottom, left, right }: Block,
): { row: number; column: number; value: string }[] {
  const height = cells.length
  const width = widthOf(cells)
  if (height === 0 || width === 0) return []
  const [tall, wide] = [bottom - top + 1, right - left + 1]
  const down = tall % height === 0 ? tall : height
  const across = wide % width === 0 ? wide : width
  const placed = []
  for (let n = 0; n < down; n++) {
    for (let m = 0; m < across; m++) {
      const value = cells[n % height]?.[m % width] ?? ''
      placed.push({ row: top + n, column: left + m, value })
    }
  }
  return placed
}
