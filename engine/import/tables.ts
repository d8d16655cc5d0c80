import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument, Segment } from '#shared/model/document.ts'
import type { RecordTable } from '#shared/model/record.ts'
import { readDate } from '#shared/text/day.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { shownName, titleOf } from './file-name.ts'
import type { ReadOptions } from './format.ts'
import { limits } from './limits.ts'
import { seal, tooLong } from './seal.ts'
import { TextBuilder } from './text-builder.ts'

/** A table as a format read it. */
export interface Table extends RecordTable {
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
    .map((cells, index) => ({ cells, number: index + table.headRow + 1 }))
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
  if (options.asTable) return [asTable(table, format, fileName)]
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

/** Rows as a format read them, blank ones included: the head is the first filled row that is no lone title above it. */
export function tableFrom(rows: string[][], warnings: string[]): Table {
  const filled = (cells: readonly string[]) => cells.filter(cell => cell.trim() !== '').length
  const opening = rows.slice(0, 30).map(filled)
  const wide = opening.some(count => count > 2)
  const found = opening.findIndex(count => (wide ? count > 1 : count > 0))
  const at = Math.max(0, found)
  return { columns: columnNames(rows[at] ?? []), rows: rows.slice(at + 1), headRow: at + 1, warnings }
}

/** The most columns that a table of records is mapped by. */
const mostColumns = 1000

/** A table whose cells are wanted, not its text: the document's text is the names of its columns. */
function asTable(table: Table, format: string, fileName: string): ParsedDocument {
  const width = table.rows.reduce((most, cells) => Math.max(most, cells.length), table.columns.length)
  const used = Array.from({ length: width }, (_, index) => index).filter(
    index =>
      !isUnnamed(table.columns[index], index) || table.rows.some(cells => (cells[index] ?? '').trim() !== ''),
  )
  if (used.length > mostColumns) {
    throw new TandemError(
      'too-large',
      `${shownName(fileName)} has ${used.length.toLocaleString('en-GB')} columns; a table of records may have ${mostColumns.toLocaleString('en-GB')}.`,
      'Remove the columns that are not needed, or check that rows and columns are not exchanged.',
    )
  }
  const columns = used.map(index => table.columns[index] ?? `Column ${index + 1}`)
  const rows = table.rows.map(cells => used.map(index => tidy(cells[index] ?? '')))
  const characters = rows.reduce((sum, row) => row.reduce((length, cell) => length + cell.length, sum), 0)
  if (characters > limits.characters) throw tooLong(fileName)
  const unnamed = used.filter(index => isUnnamed(table.columns[index], index)).length
  const doubled = columns.filter(
    name => / \(\d+\)$/.test(name) && columns.includes(name.replace(/ \(\d+\)$/, '')),
  )
  const warnings = [
    ...table.warnings,
    ...(table.headRow > 1
      ? [`The columns are named in row ${table.headRow}; what stands above was left out.`]
      : []),
    ...(unnamed > 0
      ? [
          `${unnamed === 1 ? '1 column has no name and is' : `${unnamed} columns have no names and are`} called by number.`,
        ]
      : []),
    ...(doubled.length > 0
      ? [
          `Names that occur twice are counted: ${doubled
            .slice(0, 5)
            .map(name => `“${name}”`)
            .join(', ')}.`,
        ]
      : []),
  ]
  const text = columns.map(name => tidy(name)).join('\n')
  return seal(
    {
      format,
      title: titleOf(fileName),
      kind: 'record',
      text,
      segments: [],
      marks: [],
      table: {
        columns,
        rows,
        headRow: table.headRow,
        ...(table.sheets ? { sheets: table.sheets } : {}),
      },
      warnings,
    },
    fileName,
  )
}

/** A cell as text is kept in a study. */
const tidy = (cell: string): string => normaliseText(cell).text.trim()

const isUnnamed = (name: string | undefined, index: number): boolean =>
  name === undefined || name === `Column ${index + 1}`

/** Column names as they stand in the first row: unnamed ones get their number, repeated ones a count. */
function columnNames(first: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return first.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim().slice(0, 200) || `Column ${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}
