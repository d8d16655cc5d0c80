import type { RecordTable } from '#shared/model/record.ts'
import { normaliseText } from '#shared/text/normalise.ts'

/** A table as text: its column names and its filled rows, each with its number in the file (the names are row 1). */
export interface TableCells {
  columns: string[]
  rows: { number: number; cells: string[] }[]
}

/** The cells of a table as cases are read from: blank rows left out, every cell trimmed and in one form. */
export const cellsOf = ({ columns, rows, headRow }: RecordTable): TableCells => ({
  columns: columns.map(plain),
  rows: rows
    .map((cells, index) => ({ number: index + headRow + 1, cells: cells.map(plain) }))
    .filter(({ cells }) => cells.some(cell => cell !== '')),
})

const plain = (cell: string): string => normaliseText(cell).text.trim()
