import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { TandemError, toFailure } from '#shared/errors.ts'
import {
  columnRoles,
  type RecordMapping,
  type RecordReading,
  type TablePreview,
} from '#shared/model/record.ts'
import type { ImportResult } from '#shared/model/source.ts'

/** A mapping as a file says it: what each column is, by its name; columns that are not named are ignored. */
const mappingFile = z.strictObject({
  name: z.string().trim().min(1).max(400),
  columns: z.record(z.string(), z.enum(columnRoles)),
  dateOrder: z.enum(['day-month', 'month-day']).default('day-month'),
})

/**
 * Imports tables of records, a source per row, read by a mapping: one kept in the study by name, or one a .json file
 * says. A file that cannot be taken is told among the results and does not stop the others.
 */
export async function importByMapping(
  client: Client,
  files: readonly string[],
  {
    mapping: given,
    dataSet,
    sheet,
  }: { mapping: string; dataSet: string | undefined; sheet: string | undefined },
  options: { onProgress(progress: Progress): void; signal: AbortSignal },
): Promise<ImportResult[]> {
  const said = given.toLowerCase().endsWith('.json') ? await readMapping(given) : null
  const results: ImportResult[] = []
  for (const word of files) {
    const path = resolve(word)
    try {
      const table = await client.records.read({ file: { path }, sheet }, options)
      const kept = await keptAs(client, said?.name ?? given, said === null)
      const taken = await client.records.import(
        {
          table: table.table,
          reading: readingOf(table, said ?? kept),
          mapping: kept?.id ?? null,
          name: said?.name ?? kept?.name ?? given,
          ...(dataSet === undefined ? {} : { dataSet }),
        },
        options,
      )
      results.push(...taken.map(result => ({ ...result, file: path })))
    } catch (error) {
      if (!(error instanceof TandemError) || error.code === 'cancelled') throw error
      const { message, hint } = toFailure(error)
      results.push({
        file: path,
        status: 'refused',
        reason: message,
        ...(hint ? { hint } : {}),
        warnings: [],
      })
    }
  }
  return results
}

async function keptAs(client: Client, name: string, mustBe: boolean): Promise<RecordMapping | undefined> {
  const mappings = await client.records.mappings({})
  const found = mappings.filter(mapping => mapping.name === name || mapping.id === name)
  if (found.length > 1) {
    throw new TandemError(
      'bad-input',
      `${found.length} mappings are called “${name}”.`,
      'Give the id of one.',
    )
  }
  if (found.length === 1 || !mustBe) return found[0]
  const names = mappings.map(mapping => `“${mapping.name}”`).join(', ')
  throw new TandemError(
    'not-found',
    `The study keeps no mapping called “${name}”.`,
    names === '' ? 'It keeps none yet: give a .json file that says one.' : `It keeps ${names}.`,
  )
}

/** A mapping laid over a table's columns; names may differ in case. */
function readingOf(
  { columns }: TablePreview,
  mapping: z.output<typeof mappingFile> | RecordMapping | undefined,
): RecordReading {
  const named: [string, RecordReading['columns'][number]['role']][] = !mapping
    ? []
    : Array.isArray(mapping.columns)
      ? mapping.columns.map(({ name, role }) => [name, role])
      : Object.entries(mapping.columns)
  const roles = new Map(named.map(([name, role]) => [name.toLowerCase(), role]))
  return {
    columns: columns.map(({ name }) => ({ name, role: roles.get(name.toLowerCase()) ?? 'ignored' })),
    dateOrder: mapping?.dateOrder ?? 'day-month',
  }
}

async function readMapping(path: string): Promise<z.output<typeof mappingFile>> {
  const name = basename(path)
  let content: unknown
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT')
      throw new TandemError('not-found', `${path} is not a file that is there.`)
    throw new TandemError('unreadable-file', `${name} is not JSON that can be read.`)
  }
  const read = mappingFile.safeParse(content)
  if (read.success) return read.data
  throw new TandemError(
    'bad-input',
    `${name} does not say a mapping.`,
    `Write {"name": …, "columns": {"Notes": "text", …}}; a column is ${columnRoles.join(', ')}.`,
  )
}
