import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { linesOf } from './blocks.ts'
import type { Row } from './rows.ts'
import { isLeftwardLine } from './writing-direction.ts'

/** A part of a row's body that was a cell: its words and the tab that sets it apart from the next. */
export interface Cell extends Span {
  /** Index of its column, from 0. */
  column: number
  /** How many columns it covers. */
  columns: number
  /** What it heads, as the original says. */
  heads: Mark['heads']
}

/** How wide a column is: its share of the table's whole, but so many em at least. */
export interface Width {
  share: number
  least: number
}

/** A line of a row's body that was a row of a table, or one line of it. */
export interface TableLine extends Span {
  /** Cover the line without gap, in order. */
  cells: readonly Cell[]
  /** The width of each column of the table; the same for all its lines. */
  widths: readonly Width[]
  /** The room that the table takes at least, in em. */
  least: number
  /** True where the table's first column stands at the right. */
  isLeftward: boolean
  /** True for the table's first line. */
  begins: boolean
  /** Which row of the table it is a line of, from 1, and of how many. */
  nth: number
  rows: number
  /** True where its last cell goes on in the next line: a line of it is drawn, not its end. */
  open: boolean
  /** True for a piece of a line that is too long to be drawn as one row of the transcript. */
  isPiece: boolean
}

/** The mark of a cell, its column, which table of the text it stands in, and in which row of it, from 1. */
interface Placed extends Cell {
  table: number
  nth: number
  /** True where the original says that the table's first column stands at the right. */
  isLeftward: boolean
}

/**
 * The lines that are to be drawn as a table, by the index of their row. A table of one column is none, nor is one that
 * is the transcript itself: there a cell says who speaks, and stands in the gutter.
 */
export function tablesByRow(
  text: string,
  rows: readonly Row[],
  marks: readonly Mark[],
): ReadonlyMap<number, readonly TableLine[]> {
  const found = new Map<number, TableLine[]>()
  const placed = placedCells(text, marks)
  if (placed.length === 0) return found
  const layouts = new Map(
    [...Map.groupBy(placed, ({ table }) => table)].map(([id, all]) => [id, layoutOf(text, all)]),
  )
  for (const row of rows) {
    const label = { start: row.start, end: row.bodyStart }
    if (row.speaker !== null) for (const { table } of meeting(placed, label)) layouts.delete(table)
  }
  let last = -1
  for (const row of rows) {
    const body = { start: row.bodyStart, end: row.bodyEnd }
    if (meeting(placed, body).length === 0) continue
    for (const line of linesOf(text, body)) {
      const cells = meeting(placed, line)
      const [first] = cells
      const layout = layouts.get(first?.table ?? -1)
      if (!first || !layout || layout.widths.length < 2 || !isOneRow(text, line, cells)) continue
      const lines = found.get(row.index) ?? []
      found.set(row.index, lines)
      lines.push({
        ...line,
        cells: cells.map(({ start, column, columns, heads }, at) => ({
          heads,
          start: at === 0 ? line.start : start,
          end: cells[at + 1]?.start ?? line.end,
          ...layout.place(column, Math.min(column + columns, cells[at + 1]?.column ?? column + columns)),
        })),
        widths: layout.widths,
        least: layout.least,
        isLeftward: layout.isLeftward,
        begins: first.table !== last,
        nth: first.nth,
        rows: layout.rows,
        open: /\S/.test(text.slice(line.end, cells.at(-1)?.end ?? 0)),
        isPiece:
          (line.start === body.start && isCutBefore(text, rows, row)) ||
          (line.end === body.end && isCutBefore(text, rows, rows[row.index + 1])),
      })
      last = first.table
    }
  }
  return found
}

/** Whether a row goes on from the one before within a line. */
function isCutBefore(text: string, rows: readonly Row[], row: Row | undefined): boolean {
  const before = row?.continued && rows[row.index - 1]
  return !!before && !text.slice(before.bodyEnd, row.bodyStart).includes('\n')
}

/** The cells that share a character with a span; cells are in order and apart. */
function meeting(cells: readonly Placed[], { start, end }: Span): Placed[] {
  let low = 0
  let high = cells.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cells[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const met: Placed[] = []
  for (let at = low; at < cells.length; at++) {
    const cell = cells[at]
    if (!cell || cell.start >= end) break
    met.push(cell)
  }
  return met
}

/** Whether a line is one row of a table and nothing else. */
function isOneRow(text: string, { start, end }: Span, cells: readonly Placed[]): boolean {
  const before = text.slice(start, Math.max(start, cells[0]?.start ?? end))
  const after = text.slice(Math.min(end, cells.at(-1)?.end ?? end), end)
  if (/\S/.test(before) || /\S/.test(after)) return false
  return cells.every(
    ({ table, column }, at) => table === cells[0]?.table && column > (cells[at - 1]?.column ?? -1),
  )
}

/** As many columns as a table has at most, and a mark of a study from elsewhere may name. */
const mostColumns = 1000
const within = (count: number, least: number): number =>
  Math.min(mostColumns, Math.max(least, Math.trunc(count) || least))

/**
 * Every cell with its column: cells of a row stand between tabs, rows of a table between line breaks. Where cells were
 * merged, their marks say which columns they cover.
 */
function placedCells(text: string, marks: readonly Mark[]): Placed[] {
  const cells: Placed[] = []
  let end = 0
  let tabs = 0
  let table = 0
  let nth = 1
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    // A table within a cell is words of that cell.
    if (mark.style !== 'table-cell' || mark.start < end) continue
    const gap = text.slice(end, mark.start)
    const follows = cells.length > 0
    if (follows && /^\t+$/.test(gap)) tabs += gap.length
    else {
      tabs = /\t*$/.exec(gap)?.[0].length ?? 0
      const isNextRow = follows && /^\t*\n\t*$/.test(gap)
      if (!isNextRow) table++
      nth = isNextRow ? nth + 1 : 1
    }
    const column = within(mark.column ?? tabs, 0)
    const columns = within(mark.columns ?? 1, 1)
    cells.push({
      start: mark.start,
      end: mark.end,
      column,
      columns,
      heads: mark.heads,
      table,
      nth,
      isLeftward: mark.leftward === true,
    })
    end = mark.end
  }
  return cells
}

/** The columns of a table as they are drawn. */
interface Layout {
  widths: Width[]
  rows: number
  least: number
  isLeftward: boolean
  /** The columns drawn for a cell that covers those from `column` to `until`. */
  place(column: number, until: number): Pick<Cell, 'column' | 'columns'>
}

/** A column that only merged cells cover, and in which none begins, is not drawn. */
function layoutOf(text: string, cells: readonly Placed[]): Layout {
  const begun = new Set<number>()
  const covered = new Set<number>()
  let count = 0
  for (const { column, columns } of cells) {
    begun.add(column)
    for (let at = column + 1; at < column + columns; at++) covered.add(at)
    count = Math.max(count, column + columns)
  }
  const drawn = [0]
  for (let at = 0; at < count; at++) {
    drawn.push((drawn[at] ?? 0) + (covered.has(at) && !begun.has(at) ? 0 : 1))
  }
  const place = (column: number, until: number) => {
    const first = drawn[column] ?? 0
    return { column: first, columns: (drawn[until] ?? first) - first }
  }
  const widths = widthsOf(cells, drawn)
  const least = widths.reduce((sum, width) => sum + width.least, 0)
  return {
    widths,
    rows: cells.at(-1)?.nth ?? 0,
    least,
    isLeftward: cells.some(cell => cell.isLeftward) || isMostlyLeftward(text, cells),
    place,
  }
}

/** Whether more of the words of a table stand in cells that are written from right to left than in others. */
function isMostlyLeftward(text: string, cells: readonly Placed[]): boolean {
  let leftward = 0
  let all = 0
  for (const { start, end } of cells) {
    all += end - start
    if (isLeftwardLine(text.slice(start, end), 0)) leftward += end - start
  }
  return leftward * 2 > all
}

/** So many letters of a line can be read, where there are more. */
const readable = 7
/** Width of a letter of running text, and of a cell's own space and border, in em. */
const letterWidth = 0.46
const border = 1.06

/** Wider where there is more to read in cells of one column, none too narrow. */
function widthsOf(cells: readonly Placed[], drawn: readonly number[]): Width[] {
  const longest: number[] = Array(drawn.at(-1) ?? 0).fill(0)
  for (const { start, end, column, columns } of cells) {
    const at = drawn[column] ?? 0
    if ((drawn[column + columns] ?? at) - at === 1) longest[at] = Math.max(longest[at] ?? 0, end - start)
  }
  return longest.map(length => ({
    share: Math.round(Math.sqrt(Math.min(400, Math.max(16, length)))),
    least: Math.min(length, readable) * letterWidth + border,
  }))
}
