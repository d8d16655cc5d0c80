import type { ContactReading } from '#shared/model/contact.ts'
import type { RecordTable } from '#shared/model/record.ts'
import { cellsOf } from '../records/cells-of.ts'
import { saysCalledOff } from './attendance.ts'

/** What is said of columns that are not read and say of some rows that they did not take place. */
export const wordsOfUnread = (table: RecordTable, columns: ContactReading['columns']): string[] =>
  columns
    .filter(({ role }) => role === 'ignored')
    .flatMap(({ name }) => {
      const index = table.columns.indexOf(name)
      const found = index < 0 ? [] : cellsOf(table, index).filter(({ text }) => saysCalledOff(text))
      return found
        .slice(0, 1)
        .map(
          ({ row, text }) =>
            `“${name}” is left out, and says “${text.trim().slice(0, 60).toWellFormed()}” in row ${row}. Where it says what did not take place, choose Whether it took place for it.`,
        )
    })
