import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import type { Row } from './rows.ts'

/** A part of a row's body that was a cell: its words and the tab that sets it apart from the next. */
export interface Cell extends Span {
  /** Index of its column, from 0. */
  column: number
}

/** A row of the transcript that was a row of a table, or one line of it. */
export interface RowTable {
  /** Cover the row's body without gap, in order. */
  cells: readonly Cell[]
  /** The width of each column of the table, as shares of its whole; the same for all its rows. */
  widths: readonly number[]
  /** True for the table's first row. */
  begins: boolean
  /** True where its last cell goes on in the next row of the transcript: a line of it is drawn, not its end. */
  open: boolean
}

/** The mark of a cell, its column, and which table of the text it stands in. */
interface Placed extends Cell {
  table: number
}

/**
 * The rows that are to be drawn as a table, by their index. A table of one column is none, nor is a row with a speaker:
 * there the table was the transcript's own, and who speaks stands in the gutter.
 */
export function tablesByRow(
  text: string,
  rows: readonly Row[],
  marks: readonly Mark[],
): ReadonlyMap<number, RowTable> {
  const found = new Map<number, RowTable>()
  const placed = placedCells(text, marks)
  if (placed.length === 0) return found
  const widths = new Map(
    [...Map.groupBy(placed, ({ table }) => table)].map(([id, all]) => [id, widthsOf(all)]),
  )
  let first = 0
  let lastTable = -1
  for (const row of rows) {
    while ((placed[first]?.end ?? Number.POSITIVE_INFINITY) <= row.bodyStart) first++
    const met: Placed[] = []
    for (let at = first; (placed[at]?.start ?? Number.POSITIVE_INFINITY) < row.bodyEnd; at++) {
      const cell = placed[at]
      if (cell) met.push(cell)
    }
    const table = met[0]?.table ?? -1
    const columns = widths.get(table) ?? []
    if (columns.length > 1 && row.speaker === null && isOneRow(text, row, met)) {
      found.set(row.index, {
        cells: met.map(({ start, column }, at) => ({
          start: at === 0 ? row.bodyStart : start,
          end: met[at + 1]?.start ?? row.bodyEnd,
          column,
        })),
        widths: columns,
        begins: table !== lastTable,
        open: /\S/.test(text.slice(row.bodyEnd, met.at(-1)?.end ?? 0)),
      })
    }
    if (table >= 0) lastTable = table
  }
  return found
}

/** Whether a body is one row of a table and nothing else. */
function isOneRow(text: string, { bodyStart, bodyEnd }: Row, cells: readonly Placed[]): boolean {
  const before = text.slice(bodyStart, Math.max(bodyStart, cells[0]?.start ?? bodyEnd))
  const after = text.slice(Math.min(bodyEnd, cells.at(-1)?.end ?? bodyEnd), bodyEnd)
  if (/\S/.test(before) || /\S/.test(after)) return false
  return cells.every(
    ({ table, column }, at) => table === cells[0]?.table && column > (cells[at - 1]?.column ?? -1),
  )
}

/** Every cell with its column: cells of a row stand between tabs, rows of a table between line breaks. */
function placedCells(text: string, marks: readonly Mark[]): Placed[] {
  const cells: Placed[] = []
  let end = 0
  let column = 0
  let table = 0
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    // A table within a cell is words of that cell.
    if (mark.style !== 'table-cell' || mark.start < end) continue
    const gap = text.slice(end, mark.start)
    const follows = cells.length > 0
    if (follows && /^\t+$/.test(gap)) column += gap.length
    else {
      column = /\t*$/.exec(gap)?.[0].length ?? 0
      if (!follows || !/^\t*\n\t*$/.test(gap)) table++
    }
    cells.push({ start: mark.start, end: mark.end, column, table })
    end = mark.end
  }
  return cells
}

/** Wider where there is more to read, none too narrow. */
function widthsOf(cells: readonly Placed[]): number[] {
  const longest: number[] = []
  for (const { start, end, column } of cells) longest[column] = Math.max(longest[column] ?? 0, end - start)
  return Array.from(longest, length => Math.round(Math.sqrt(Math.min(400, Math.max(16, length ?? 0)))))
}
