import { legible } from './legible.ts'

export type CsvCell = string | number | null

/** What a spreadsheet would take for a formula at the start of a cell, or skip to find one. */
const formula = /^[=+\-@\t\n]/

/**
 * A CSV file: RFC 4180, UTF-8 with a byte-order mark, CRLF between rows. Text that a spreadsheet would run as a
 * formula gets a leading `'`; numbers are written as they are.
 */
export function csvFile(rows: readonly (readonly CsvCell[])[]): Uint8Array {
  const lines = rows.map(row => row.map(cell).join(','))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

function cell(content: CsvCell): string {
  if (content === null) return ''
  if (typeof content === 'number') return String(content)
  const clean = legible(content)
  // A leading carriage return is a line end by now, and what stood behind a control character is first.
  const text = formula.test(clean) ? `'${clean}` : clean
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
