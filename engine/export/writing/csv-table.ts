import { withheldNote } from '../words.ts'
import { type CsvCell, csvFile } from './csv.ts'
import type { XlsxCell } from './xlsx.ts'

/** A workbook's table as CSV. Where codings are withheld a last row says so in its first cell, the others empty. */
export function csvTable(
  columns: readonly { head: string }[],
  rows: readonly (readonly XlsxCell[])[],
  withheld: boolean,
): Uint8Array {
  const last: CsvCell[][] = withheld ? [[`Note: ${withheldNote}`, ...columns.slice(1).map(() => null)]] : []
  return csvFile([columns.map(({ head }) => head), ...rows.map(row => row.map(plain)), ...last])
}

const plain = (cell: XlsxCell): CsvCell => {
  if (cell === null || typeof cell !== 'object') return cell
  return 'text' in cell ? cell.text : cell.number.toFixed(cell.decimals)
}
