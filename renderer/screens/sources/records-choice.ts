import type { Client } from '#shared/contract/client.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { ColumnRole, RecordReading, RecordsLook, TablePreview } from '#shared/model/record.ts'
import type { FileRef, ImportResult } from '#shared/model/source.ts'

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

/** Reads a table and how it may be read: by the kept mapping that its columns answer to, else as guessed. */
export async function readTable(client: Client, file: FileRef, signal: AbortSignal): Promise<RecordsChoice> {
  const preview = await client.records.read({ file }, { signal })
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

/** How many sources would come in. */
export function newRecords({ look, lenient }: RecordsChoice): number {
  if (look === null) return 0
  return look.fresh + (lenient ? look.problems.filter(({ kind }) => kind === 'value').length : 0)
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
