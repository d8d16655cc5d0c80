/**
 * What a column of a table of records is. `minutes` is its length and `hours` a length, or the whole hours of one, in hours;
 * `text` may be several columns, `kept` and `ignored` any number; the others one.
 */
export const columnRoles = [
  'id',
  'title',
  'date',
  'site',
  'mode',
  'hours',
  'minutes',
  'attendance',
  'text',
  'kept',
  'ignored',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** Whether `05/03/2026` is the fifth of March or the third of May. */
export type DateOrder = 'day-month' | 'month-day'

export interface RecordColumn {
  name: string
  role: ColumnRole
}

/** How a table of records is read: every column by name with what it is. */
export interface RecordReading {
  columns: RecordColumn[]
  dateOrder: DateOrder
}

/** A reading kept in the study under a name; `records` counts the sources that came in by it. */
export interface RecordMapping extends RecordReading {
  id: string
  name: string
  records: number
}

/** A table as text: its column names and its rows, each cell in words. `headRow` is the row of the names, from 1. */
export interface RecordTable {
  columns: string[]
  rows: string[][]
  headRow: number
  /** Of a workbook in which several sheets are filled. */
  sheets?: TableSheets
}

/** The filled sheets of a workbook by name, and which of them is read. */
export interface TableSheets {
  read: string
  all: string[]
}

/** What was found in a table of records before anything is written. */
export interface TablePreview {
  fileName: string
  format: string
  /** Hand this back to `records.look` and `records.import`. */
  table: string
  /** Every column with up to three of its values and how many of its cells are filled. */
  columns: { name: string; examples: string[]; filled: number }[]
  rows: number
  /** Null where the file has no other sheet to read. */
  sheets: TableSheets | null
  warnings: string[]
  /** How names and contents suggest it be read. */
  guess: RecordReading
  /** A name for the mapping where none is kept yet. */
  name: string
  /** The kept mapping these columns answer to, laid over them: what it had that is gone, and what it does not know. */
  found: { mapping: RecordMapping; reading: RecordReading; gone: string[]; fresh: string[] } | null
}

/** How many rows are shown as they will come in. */
export const shownRows = 20

/** One row as it will come in. */
export interface ShownRecord {
  row: number
  title: string
  date: string | null
  site: string | null
  mode: string | null
  minutes: number | null
  attended: number | null
  names: string[]
  others: Record<string, string>
  fields: { name: string; text: string }[]
}

/** Why a row is not taken; `value` where it is new and would be taken without a value that cannot be read. */
export interface RowProblem {
  row: number
  kind: 'row' | 'value'
  what: string
}

/** A row whose record is in the study with other words or values. */
export interface ChangedRow {
  row: number
  source: string
  title: string
  was: string
  is: string
}

/** What reading a table by a mapping gives. */
export interface RecordsLook {
  /** The first new rows, as they will come in. */
  first: ShownRecord[]
  /** The first new rows that come in only without a value that cannot be read; each is among the problems as well. */
  firstWithout: ShownRecord[]
  /** Rows that are not in the study yet and are read whole, and rows that are in it, as they stand. */
  fresh: number
  known: number
  changed: ChangedRow[]
  problems: RowProblem[]
  /** What was decided over whole columns. One sentence each. */
  said: string[]
}

/** What a record said besides its text. */
export interface RecordData {
  mapping: string
  site: string | null
  mode: string | null
  /** Minutes, not negative. */
  minutes: number | null
  attended: number | null
  names: string[]
  others: Record<string, string>
}
