import { z } from 'zod'
import {
  columnRoles,
  type RecordData,
  type RecordMapping,
  type RecordsLook,
  type TablePreview,
} from '../model/record.ts'
import type { ImportResult } from '../model/source.ts'
import { fileRef as file, id, nothing, sheet, shortText } from './fields.ts'
import { job, read } from './method.ts'

const reading = z.strictObject({
  columns: z
    .array(z.strictObject({ name: z.string().min(1).max(250), role: z.enum(columnRoles) }))
    .min(1)
    .max(1000),
  dateOrder: z.enum(['day-month', 'month-day']),
})
const table = z.string().max(100)

/** Tables of records: a source per row, its columns read by a mapping that the study keeps. */
export const records = {
  /** Reads a table in the disposable parser and says how its columns may be read. Writes nothing. */
  read: job(z.strictObject({ file, sheet })).returns<TablePreview>(),
  /** What the table's rows come in as, read so. Writes nothing. */
  look: job(
    z.strictObject({ table, reading, mapping: id.nullable(), name: z.string().max(400) }),
  ).returns<RecordsLook>(),
  /**
   * Takes the rows that are new, and keeps the mapping under its name: one journal entry for the file. Rows with a
   * problem are left out and named; with `lenient` a value that cannot be read is left out instead of its row.
   * Rows that changed since are named and not taken.
   */
  import: job(
    z.strictObject({
      table,
      reading,
      /** The kept mapping to read by and bring up to date; null makes one, unless one reads exactly so. */
      mapping: id.nullable(),
      name: shortText,
      dataSet: shortText.optional(),
      lenient: z.boolean().default(false),
    }),
  ).returns<ImportResult[]>('sources', 'study', 'history'),
  mappings: read(nothing).returns<RecordMapping[]>('sources'),
  /** What a source that was a row said besides its text; null for any other source. */
  ofSource: read(z.strictObject({ source: id })).returns<RecordData | null>('sources'),
}
