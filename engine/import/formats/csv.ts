import { TandemError } from '#shared/errors.ts'
import { decodeText, looksBinary } from '../decode.ts'
import { extensionOf, shownName } from '../file-name.ts'
import type { Format, ReadOptions } from '../format.ts'
import { readTable, type Table, tableFrom } from '../tables.ts'

/** A table as text with commas, semicolons or tabs; what stands in a cell is text, never a formula. */
export const csv: Format = {
  id: 'csv',
  name: 'a table (CSV)',
  extensions: ['csv', 'tsv'],
  recognises: (bytes, fileName) => ['csv', 'tsv'].includes(extensionOf(fileName)) && !looksBinary(bytes),
  read: async (bytes, fileName, options) =>
    readTable(await tableOf(bytes, fileName, options), 'csv', fileName, options),
}

async function tableOf(bytes: Uint8Array, fileName: string, options: ReadOptions): Promise<Table> {
  const { parse } = await import('csv-parse/sync')
  const { text, warnings } = decodeText(bytes, fileName, options.encoding)
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const delimiter = delimiterOf(source, fileName)
  try {
    const rows = parse(source, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 10_000_000,
    })
    return tableFrom(rows, warnings)
  } catch (error) {
    const at = error instanceof Error ? /line (\d+)/i.exec(error.message)?.[1] : undefined
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is not a proper table: a quotation mark ${at ? `near line ${at} ` : ''}is never closed.`,
      'Open it in a spreadsheet program, save it as .xlsx or .csv again and import that.',
    )
  }
}

/** The delimiter that most often divides the first line, outside quotation marks. */
function delimiterOf(text: string, fileName: string): string {
  if (extensionOf(fileName) === 'tsv') return '\t'
  const line = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text.slice(0, 20_000))?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map(mark => ({ mark, count: line.split(mark).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}
