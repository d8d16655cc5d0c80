import type { Client } from '#shared/contract/client.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import {
  type ColumnRole,
  type RecordReading,
  type RecordsLook,
  type RowProblem,
  shownRows,
  type TablePreview,
} from '#shared/model/record.ts'
import type { FileRef, ImportResult } from '#shared/model/source.ts'
import { counted, number } from '../../wording.ts'

/** A table of records on its way in: what was found in it and how a person wants it read. */
export interface RecordsChoice {
  preview: TablePreview
  reading: RecordReading
  /** The kept mapping it is read by; null makes one. */
  mapping: string | null
  name: string
  /** Takes rows without a value that cannot be read. */
  lenient: boolean
  /** What its rows come in as; null while that is being asked. */
  look: RecordsLook | null
  failure: Failure | null
}

/** Reads a table, of a workbook the sheet that is named, and how it may be read: by the kept mapping that its columns answer to, else as guessed. */
export async function readTable(
  client: Client,
  file: FileRef,
  signal: AbortSignal,
  sheet?: string,
): Promise<RecordsChoice> {
  const preview = await client.records.read({ file, sheet }, { signal })
  const { found } = preview
  const choice: RecordsChoice = {
    preview,
    reading: found?.reading ?? preview.guess,
    mapping: found?.mapping.id ?? null,
    name: found?.mapping.name ?? preview.name,
    lenient: false,
    look: null,
    failure: null,
  }
  return { ...choice, ...(await lookAtRows(client, choice, signal)) }
}

/** What the rows come in as, read as chosen; or why they cannot be. */
export async function lookAtRows(
  client: Client,
  { preview, reading, mapping, name }: RecordsChoice,
  signal: AbortSignal,
): Promise<Pick<RecordsChoice, 'look' | 'failure'>> {
  try {
    const look = await client.records.look({ table: preview.table, reading, mapping, name }, { signal })
    return { look, failure: null }
  } catch (error) {
    if (signal.aborted) throw error
    return { look: null, failure: toFailure(error) }
  }
}

/** Takes the rows in. */
export const importRecords = (
  client: Client,
  { preview, reading, mapping, name, lenient }: RecordsChoice,
  dataSet: string,
  signal: AbortSignal,
): Promise<ImportResult[]> =>
  client.records.import(
    {
      table: preview.table,
      reading,
      mapping,
      name: name.trim(),
      lenient,
      ...(dataSet === '' ? {} : { dataSet }),
    },
    { signal },
  )

/** Rows that come in only without a value that cannot be read. */
const withoutValue = ({ problems }: RecordsLook): RowProblem[] =>
  problems.filter(({ kind }) => kind === 'value')

/** How many sources would come in. */
export function newRecords({ look, lenient }: Pick<RecordsChoice, 'look' | 'lenient'>): number {
  if (look === null) return 0
  return look.fresh + (lenient ? withoutValue(look).length : 0)
}

/** What becomes of a table's rows as chosen: those taken without a value, those not taken, the first of those taken. */
export function rowsAsChosen(look: RecordsLook, lenient: boolean) {
  const { first, firstWithout, problems } = look
  const without = withoutValue(look)
  return {
    without,
    notTaken: lenient ? problems.filter(({ kind }) => kind === 'row') : problems,
    first: lenient ? [...first, ...firstWithout].sort((a, b) => a.row - b.row).slice(0, shownRows) : first,
  }
}

/** What became of a table's rows in a line: `4 new, 8 already here, 1 changed since, 2 with a problem`. */
export function rowsInWords({ look, lenient }: Pick<RecordsChoice, 'look' | 'lenient'>): string {
  if (look === null) return 'Not mapped yet'
  const { notTaken } = rowsAsChosen(look, lenient)
  return [
    `${number(newRecords({ look, lenient }))} new`,
    ...(look.known > 0 ? [`${number(look.known)} already here`] : []),
    ...(look.changed.length > 0 ? [`${number(look.changed.length)} changed since`] : []),
    ...(notTaken.length > 0 ? [`${number(notTaken.length)} with a problem`] : []),
  ].join(', ')
}

/** The report's lines for a table of which nothing came in. */
export function rowsLeft(file: string, { look }: RecordsChoice): ImportResult[] {
  if (look === null) return []
  const left = (status: ImportResult['status'], reason: string, rows = 1): ImportResult => ({
    file,
    status,
    reason,
    rows,
    warnings: [],
  })
  return [
    ...(look.known > 0
      ? [
          left(
            'duplicate',
            `${counted(look.known, 'row')} ${look.known === 1 ? 'is' : 'are'} in the study already.`,
            look.known,
          ),
        ]
      : []),
    ...look.changed.map(({ row, title }) =>
      left('refused', `Row ${row} has changed since it came in as “${title}”; the source stays as it is.`),
    ),
    ...look.problems.map(({ what }) => left('refused', what)),
  ]
}

const several: readonly ColumnRole[] = ['text', 'kept', 'ignored']

/** The reading with a column made something else; the column that was it before is kept beside the text. */
export function withRole(reading: RecordReading, name: string, role: ColumnRole): RecordReading {
  return {
    ...reading,
    columns: reading.columns.map(column => {
      if (column.name === name) return { name, role }
      return column.role === role && !several.includes(role) ? { ...column, role: 'kept' } : column
    }),
  }
}
