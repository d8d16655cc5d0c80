import type { RecordTable } from '#shared/model/record.ts'

/** The filled cells of a column with the rows they stand in, as a spreadsheet numbers them. */
export const cellsOf = (table: RecordTable, index: number): { row: number; text: string }[] =>
  table.rows.flatMap((row, at) => {
    const text = row[index] ?? ''
    return text === '' ? [] : [{ row: at + table.headRow + 1, text }]
  })
