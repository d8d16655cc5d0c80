import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument, Segment, TableCells } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { readDate } from './dates.ts'
import { shownName, titleOf } from './file-name.ts'
import type { ReadOptions } from './format.ts'
import { limits } from './limits.ts'
import { seal } from './seal.ts'
import { TextBuilder } from './text-builder.ts'

/** A table as text: its column names and its rows, each cell already in words. */
export interface Table {
  columns: string[]
  rows: string[][]
  warnings: string[]
}

const idLike =
  /^(?:(?:record|case|source|participant|contact|visit|session|study|row|entry|response|respondent|doc(?:ument)?|patient|interview)?[ _-]?(?:id|ref|reference|no|nr|number|code|key)|id\d?|case|record|participant|name|title|subject|label|source|site|navn|titel)\.?$/i
const dateLike = /(?:^|[ _-])(?:date|dato|datum|day|when|timestamp|start date|completed)(?:$|[ _-])/i

/**
 * A table's records as documents: each filled cell is a field `Column: value`. One document for the table, a block
 * per row, or with `rowAsSource` one document per row, titled by its id-like column and dated by its date column.
 */
export function readTable(
  table: Table,
  format: string,
  fileName: string,
  options: ReadOptions,
): ParsedDocument[] {
  const filled = table.rows
    .map((cells, index) => ({ cells, number: index + 2 }))
    .filter(row => row.cells.some(cell => cell.trim() !== ''))
  if (filled.length === 0) {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} has no rows below its first, which names the columns.`,
      'Put the column names into the first row and one record into each row below it.',
    )
  }
  if (filled.length > limits.documents) {
    throw new TandemError(
      'too-large',
      `${shownName(fileName)} has ${filled.length.toLocaleString('en-GB')} rows; one file may have ${limits.documents.toLocaleString('en-GB')}.`,
      'Split it into several tables and import those.',
    )
  }
  if (options.asTable)
    return [{ ...document(filled.slice(0, 1), table.warnings), table: cellsOf(table, filled) }]
  if (options.rowAsSource) {
    return filled.map((row, index) => document([row], index === 0 ? table.warnings : []))
  }
  return [document(filled, table.warnings)]

  function document(
    rows: readonly { cells: string[]; number: number }[],
    warnings: readonly string[],
  ): ParsedDocument {
    const builder = new TextBuilder(fileName)
    const segments: Segment[] = []
    for (const { cells } of rows) {
      if (builder.length > 0) builder.append('\n\n')
      for (const segment of writeRow(builder, table.columns, cells)) segments.push(segment)
    }
    const only = options.rowAsSource ? rows[0] : undefined
    const date = only && cellOf(table.columns, only.cells, dateLike, cell => readDate(cell) ?? undefined)
    const named =
      only && cellOf(table.columns, only.cells, idLike, cell => cell.replace(/\s+/g, ' ').slice(0, 120))
    return seal(
      {
        format,
        title: only ? (named ?? `${titleOf(fileName)}, row ${only.number}`) : titleOf(fileName),
        kind: 'record',
        text: builder.text,
        segments,
        marks: [],
        ...(date ? { date } : {}),
        warnings: [...warnings, ...builder.changes],
      },
      fileName,
    )
  }
}

const cellsOf = ({ columns }: Table, rows: TableCells['rows']): TableCells => ({
  columns: columns.map(plain),
  rows: rows.map(({ number, cells }) => ({ number, cells: cells.map(plain) })),
})

const plain = (cell: string): string => normaliseText(cell).text.trim()

function writeRow(builder: TextBuilder, columns: readonly string[], cells: readonly string[]): Segment[] {
  return cells.flatMap((cell, index): Segment[] => {
    const value = cell.trim()
    if (value === '') return []
    builder.breakLine()
    const { start } = builder.append(`${columns[index] ?? `Column ${index + 1}`}: `)
    const { start: bodyStart, end } = builder.append(value)
    return [{ kind: 'field', start, bodyStart, end }]
  })
}

function cellOf(
  columns: readonly string[],
  cells: readonly string[],
  like: RegExp,
  read: (cell: string) => string | undefined,
): string | undefined {
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? ''
    const value = like.test(column) && cell !== '' ? read(cell) : undefined
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

/** Column names as they stand in the first row: unnamed ones get their number, repeated ones a count. */
export function columnNames(first: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return first.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim().slice(0, 200) || `Column ${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}
