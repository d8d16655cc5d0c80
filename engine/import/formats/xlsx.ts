import type { Sheet } from 'read-excel-file/node'
import { TandemError } from '#shared/errors.ts'
import { shownName } from '../file-name.ts'
import type { Format } from '../format.ts'
import { limits } from '../limits.ts'
import { startsWith, zipNames } from '../magic.ts'
import { readTable, type Table, tableFrom } from '../tables.ts'
import { guardZip } from '../zip-guard.ts'

/** A sheet of an Excel workbook, the first with rows in it where none is named: values only, formulas by their stored results. */
export const xlsx: Format = {
  id: 'xlsx',
  name: 'an Excel workbook',
  extensions: ['xlsx', 'xlsm'],
  recognises: bytes => startsWith(bytes, 0x50, 0x4b) && (zipNames(bytes) ?? []).includes('xl/workbook.xml'),
  read: async (bytes, fileName, options) => {
    const seen = await guardZip(bytes, fileName, [[/\.xml$/, /<mergeCell |\st=["']e["']/g]])
    const isMerged = seen.delete(merged)
    const table = await tableOf(
      seen.size > 0 ? await withErrorsAsText(bytes) : bytes,
      fileName,
      options.sheet,
    )
    if (isMerged) {
      table.warnings.push(
        'Cells are merged: what a merged cell says counts for the first of its rows and columns.',
      )
    }
    return readTable(table, 'xlsx', fileName, options)
  },
}

/** What stands in a sheet of merged cells. */
const merged = '<mergeCell '

async function tableOf(bytes: Uint8Array, fileName: string, wanted: string | undefined): Promise<Table> {
  const sheets = await read(bytes, fileName)
  const filledRows = ({ data }: Sheet) => data.filter(row => row.some(cell => cell !== null)).length
  const filled = sheets.filter(sheet => filledRows(sheet) > 0)
  const sheet =
    wanted === undefined
      ? (filled.find(sheet => filledRows(sheet) > 1) ?? filled[0])
      : filled.find(sheet => sheet.sheet === wanted)
  if (!sheet && wanted !== undefined) {
    throw new TandemError(
      'not-found',
      `${shownName(fileName)} has no sheet “${shownSheet(wanted)}” with anything in it.`,
      `Sheets: ${listedSheets(filled)}.`,
    )
  }
  if (!sheet) {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} holds no filled cells.`,
      'Open it and check that it is the right file.',
    )
  }
  const others = filled.filter(other => other !== sheet)
  const warnings =
    others.length === 0
      ? []
      : [
          `Only the sheet “${shownSheet(sheet.sheet)}” was read; also in the workbook: ${listedSheets(others)}.`,
        ]
  const table = tableFrom(
    sheet.data.map(row => row.map(inWords)),
    warnings,
  )
  if (others.length === 0) return table
  // The one that is read is always among those that can be chosen.
  const all = [sheet, ...others].slice(0, mostSheets).map(({ sheet }) => sheet)
  return {
    ...table,
    sheets: {
      read: sheet.sheet,
      all: [...new Set(filled.map(({ sheet }) => sheet))].filter(name => all.includes(name)),
    },
  }
}

/** No more sheets than this can be chosen from. */
const mostSheets = 100

const shownSheet = (name: string): string =>
  name.length <= 60 ? name : `${name.slice(0, 59).toWellFormed()}…`

const listedSheets = (sheets: readonly Sheet[]): string =>
  sheets
    .slice(0, 5)
    .map(({ sheet }) => `“${shownSheet(sheet)}”`)
    .join(', ')

/** The library makes every cell up to the farthest filled one: a stray one at the edge would be 17 thousand million. */
async function checkReach(bytes: Uint8Array, fileName: string): Promise<void> {
  const { partsOf } = await import('../zip-parts.ts')
  for (const sheet of partsOf(bytes, /^xl\/worksheets\/[^/]+\.xml$/)) {
    let [right, below] = ['A', 1]
    for (const [, column = '', row] of sheet.matchAll(filledCell)) {
      if (column.length > right.length || (column.length === right.length && column > right)) right = column
      below = Math.max(below, Number(row))
    }
    if (below * columnNumber(right) <= limits.sheetCells) continue
    throw new TandemError(
      'too-large',
      `${shownName(fileName)} reaches as far as the cell ${right}${below}, much farther than a table, and was not read.`,
      'Delete what stands alone far below or far to the right, save it and import it again.',
    )
  }
}

const filledCell = /<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>/]{0,200}>/g

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

async function read(bytes: Uint8Array, fileName: string): Promise<Sheet[]> {
  await checkReach(bytes, fileName)
  const { default: readWorkbook } = await import('read-excel-file/node')
  try {
    return await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} could not be read; it is damaged or not quite an Excel workbook.`,
      'Open it in a spreadsheet program, save it as a new .xlsx and import that.',
    )
  }
}

/** A cell whose formula failed says so, such as `#VALUE!`; the library would take it for an empty one. */
async function withErrorsAsText(bytes: Uint8Array): Promise<Uint8Array> {
  const { rewriteParts } = await import('../zip-parts.ts')
  return rewriteParts(bytes, /^xl\/worksheets\/[^/]+\.xml$/, xml => xml.replace(failedCell, '$1$2str$2'))
}

const failedCell = /(<(?:\w{1,20}:)?c\s(?:[^<>]{0,200}?\s)?t=)(["'])e\2/g

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** The day that a workbook counts from, and the one from which a count is a date and no length of time. */
const [firstDay, firstDate] = [Date.UTC(1899, 11, 30), Date.UTC(1900, 1, 28)]

/** A cell as a person would write it: dates ISO 8601 (without a time at midnight), lengths as `25:30`, yes and no in words. */
function inWords(cell: unknown): string {
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return ''
    const time = Math.round(cell.getTime() / 1000) * 1000
    const length = time - firstDay
    // A whole number of days may as well be a number that somebody has set as a date.
    if (length === 0 || (length > 0 && time < firstDate && length % day !== 0)) return clockOf(length)
    const iso = new Date(time).toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
  }
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}

/** A length of time or a time of day, in hours and minutes, with seconds where there are any. */
function clockOf(length: number): string {
  const seconds = (length % minute) / 1000
  const parts = [Math.floor((length % hour) / minute), ...(seconds > 0 ? [seconds] : [])]
  return [Math.floor(length / hour), ...parts.map(part => String(part).padStart(2, '0'))].join(':')
}
