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

/** Cells as spreadsheets put them on the clipboard: tabs between, a line a row, quotes where a cell has either. */
export const toClipboard = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => row.map(quoted).join('\t')).join('\n')

const quoted = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A cell in quotes up to its end, or a plain one. */
const cellAt = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y

/** What spreadsheets put on the clipboard, as cells. A quote counts only around a whole cell. */
export function fromClipboard(text: string): string[][] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  for (let at = 0; at <= plain.length; at++) {
    cellAt.lastIndex = at
    const [whole, quotedWords] = cellAt.exec(plain) ?? ['']
    rows.at(-1)?.push(quotedWords?.replaceAll('""', '"') ?? whole)
    at += whole.length
    if (plain[at] === '\n') rows.push([])
  }
  return rows
}

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
