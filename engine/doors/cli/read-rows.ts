import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { TandemError } from '#shared/errors.ts'

const largest = 100 * 1024 * 1024

/** The rows of a .json file (an array of objects) or a .csv file (a heading row first), as records of text or JSON values. */
export async function readRows(path: string): Promise<Record<string, unknown>[]> {
  const name = basename(path)
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) throw new TandemError('not-found', `${path} is not a file that is there.`)
  if (info.size > largest) throw new TandemError('too-large', `${name} is larger than 100 MB.`, 'Split it.')
  const content = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  if (path.toLowerCase().endsWith('.csv')) {
    try {
      return parse(content, { columns: true, skip_empty_lines: true, trim: true }) as Record<
        string,
        unknown
      >[]
    } catch (error) {
      throw new TandemError('unreadable-file', `${name} is not a table in CSV: ${(error as Error).message}`)
    }
  }
  let rows: unknown
  try {
    rows = JSON.parse(content)
  } catch {
    throw new TandemError(
      'unreadable-file',
      `${name} is not JSON that can be read: a comma, bracket or quotation mark is missing, or it was cut off.`,
      'Check it in an editor that knows JSON.',
    )
  }
  if (
    !Array.isArray(rows) ||
    !rows.every(row => row !== null && typeof row === 'object' && !Array.isArray(row))
  ) {
    throw new TandemError('unreadable-file', `${name} is not a list of objects.`, 'Write [{…}, {…}].')
  }
  return rows as Record<string, unknown>[]
}
