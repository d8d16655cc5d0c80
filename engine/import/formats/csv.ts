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
  const { CsvError, parse } = await import('csv-parse/sync')
  const { text, warnings } = decodeText(bytes, fileName, options.encoding)
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const delimiter = delimiterOf(source, fileName)
  const how = { delimiter, relax_column_count: true, skip_empty_lines: false, max_record_size: 10_000_000 }
  // Where the cell before ended; and cells that began with a quotation mark and went on over lines.
  let line = 0
  const wide: { from: number; to: number }[] = []
  const cast = (cell: string, { lines }: { lines: number }): string => {
    line = lines
    if (cell.startsWith('"') && cell.includes('\n'))
      wide.push({ from: lines - cell.split('\n').length + 1, to: lines })
    return cell
  }
  try {
    const rows = parse(source, { ...how, relax_quotes: true, cast })
    const [first] = wide
    if (first && !isStrict(() => parse(source, how))) {
      warnings.push(
        `The quotation mark in line ${first.from} is not closed before the next one: lines ${first.from} to ${first.to} were read as one cell.`,
      )
    }
    return tableFrom(rows, warnings)
  } catch (error) {
    const begins = error instanceof CsvError && error.column === 0 ? line + 1 : line
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is not a proper table: the quotation mark in line ${begins} is never closed.`,
      'Open it in a spreadsheet program, save it as .xlsx or .csv again and import that.',
    )
  }
}

/** True where every quotation mark stands as it must, so that a cell over several lines was meant as one. */
function isStrict(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

/** The delimiter that most often divides the first line, outside quotation marks. */
function delimiterOf(text: string, fileName: string): string {
  if (extensionOf(fileName) === 'tsv') return '\t'
  const line = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text.slice(0, 20_000))?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map(mark => ({ mark, count: line.split(mark).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}
