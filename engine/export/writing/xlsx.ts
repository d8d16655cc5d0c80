import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import writeWorkbook, { type CellObject } from 'write-excel-file/node'
import { columnName, rowXml, SharedStrings, type WrittenCell } from './xlsx-sheet.ts'
import { xmlText } from './xml.ts'
import { withFixedTimes } from './zip-times.ts'

/** Text, a whole number, a number with so many decimals, or text set in by levels and bold. */
export type XlsxCell =
  | string
  | number
  | null
  | { number: number; decimals: number }
  | { text: string; indent: number; bold: boolean }

const isNumber = (cell: XlsxCell | undefined): boolean =>
  typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'number' in cell)

export interface XlsxColumn {
  head: string
  /** In characters. */
  width: number
  /** Left out on paper, such as ids. Such columns stand last. */
  screenOnly?: boolean
}

export interface XlsxSheet {
  /** At most 31 characters, none of `[]/\:*?`. */
  name: string
  columns: readonly XlsxColumn[]
  rows: readonly (readonly XlsxCell[])[]
}

type WrittenSheet = Parameters<typeof writeWorkbook>[0][number]

/**
 * A workbook: a fixed, filterable head row on every sheet, repeated on every printed page; A3 landscape,
 * as wide as one page. Text is always text, never a formula. The same sheets give the same bytes. Text longer than a cell
 * holds is cut and says so. The library makes the workbook and its styles, of one cell of each look; rows and strings are
 * written here.
 */
export async function xlsxFile(sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  const looked = sheets.map(looksOf)
  const { toBuffer } = writeWorkbook(
    sheets.map((sheet, n) => samplesOf(sheet, looked[n] ?? [])),
    { fontFamily: 'Arial', fontSize: 10 },
  )
  const parts = unzipSync(await toBuffer())
  const strings = new SharedStrings()
  const change = (name: string, to: (xml: string) => string) => {
    parts[name] = strToU8(to(strFromU8(parts[name] ?? new Uint8Array())))
  }
  for (const [n, sheet] of sheets.entries()) {
    change(`xl/worksheets/sheet${n + 1}.xml`, xml => filled(xml, sheet, looked[n] ?? [], strings))
  }
  change('xl/workbook.xml', xml =>
    xml.replace(/<definedNames\s*\/>/, `<definedNames>${printing(sheets)}</definedNames>`),
  )
  change('xl/sharedStrings.xml', () => strings.xml())
  return withFixedTimes(zipSync(parts, { level }))
}

/** Rows repeat themselves: packing them tighter takes twice as long and saves a tenth. */
const level = 4

/** What a cell looks like, as a key. */
type Look = string

const lookOf = (cell: XlsxCell): Look => {
  if (cell === null || cell === '' || typeof cell === 'number') return 'plain'
  if (typeof cell === 'string') return 'text 0'
  return 'number' in cell ? `decimals ${cell.decimals}` : `text ${cell.indent}${cell.bold ? ' bold' : ''}`
}

/** The looks of a sheet, heads first, each with a cell that has it. */
function looksOf({ rows }: XlsxSheet): (readonly [Look, CellObject])[] {
  const found = new Map<Look, CellObject>([
    ['head', headCell(false)],
    ['head of numbers', headCell(true)],
  ])
  for (const row of rows) {
    for (const cell of row) {
      const look = lookOf(cell)
      if (!found.has(look)) found.set(look, bodyCell(cell))
    }
  }
  return [...found]
}

const samplesOf = (
  { name, columns }: XlsxSheet,
  looks: readonly (readonly [Look, CellObject])[],
): WrittenSheet => ({
  sheet: name,
  orientation: 'landscape',
  stickyRowsCount: 1,
  showGridLines: false,
  columns: columns.map(({ width }) => ({ width })),
  data: [looks.map(([, sample]) => sample)],
})

/** A sheet of samples with its rows in their place, and what the library leaves out of printing. */
function filled(
  xml: string,
  { columns, rows }: XlsxSheet,
  looks: readonly (readonly [Look, CellObject])[],
  strings: SharedStrings,
): string {
  const [before = '', samples = '', after = ''] = xml.split(/<sheetData>|<\/sheetData>/)
  const given = [...samples.matchAll(/ s="(\d+)"/g)].map(([, style]) => Number(style))
  const styles = new Map(looks.map(([look], n) => [look, given[n] ?? 0]))
  const styleOf = (look: Look) => styles.get(look) ?? 0
  const heads = columns.map(({ head }) => head)
  const headCells = heads.map((text, n) => ({
    text,
    style: styleOf(rows.some(row => isNumber(row[n])) ? 'head of numbers' : 'head'),
  }))
  const bodyRows = rows.map((row, n) =>
    rowXml(
      n + 2,
      heightOf(row, columns),
      row.map(cell => written(cell, styleOf(lookOf(cell)))),
      strings,
    ),
  )
  const corner = `${columnName(columns.length)}${rows.length + 1}`
  return [
    before.replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews'),
    `<sheetData>${rowXml(1, heightOf(heads, columns), headCells, strings)}${bodyRows.join('')}</sheetData>`,
    `<autoFilter ref="A1:${corner}"/>`,
    after.replace(
      /<pageSetup [^>]*>/,
      '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    ),
  ].join('')
}

function written(cell: XlsxCell, style: number): WrittenCell {
  if (cell === null || cell === '') return { style }
  if (typeof cell === 'number') return { number: cell, style }
  if (typeof cell === 'string') return { text: cell, style }
  return 'number' in cell ? { number: cell.number, style } : { text: cell.text, style }
}

const line = { bottomBorderStyle: 'thin', bottomBorderColor: '#D6D4CF' } as const

const headCell = (numbers: boolean): CellObject => ({
  value: 'head',
  type: String,
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'bottom',
  backgroundColor: '#F0EFEC',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#1F1F1E',
  ...(numbers ? { align: 'right' } : { align: 'left', indent: 1 }),
})

/** A cell with the look of the one given. */
function bodyCell(content: XlsxCell): CellObject {
  const look = { ...line, alignVertical: 'top' as const }
  if (content === null || content === '' || typeof content === 'number') return look
  if (typeof content === 'object' && 'number' in content) {
    return { ...look, value: 0, type: Number, format: `0.${'0'.repeat(content.decimals)}` }
  }
  const { indent, bold } = typeof content === 'string' ? { indent: 0, bold: false } : content
  return {
    ...look,
    value: 'text',
    type: String,
    wrap: true,
    align: 'left',
    indent: Math.min(indent + 1, 15),
    ...(bold ? { fontWeight: 'bold' } : {}),
  }
}

/**
 * A row's height in points, estimated from its longest text: not every program fits a row to its text when it
 * opens a file. Excel's rows end at 409.
 */
function heightOf(row: readonly XlsxCell[], columns: readonly XlsxColumn[]): number {
  const lines = row.map((content, n) => {
    if (content === null || typeof content === 'number') return 1
    if (typeof content === 'object' && 'number' in content) return 1
    const { text, indent } = typeof content === 'string' ? { text: content, indent: 0 } : content
    // A column's width counts digits; running text is a little narrower.
    const width = Math.max(4, ((columns[n]?.width ?? 10) - indent - 2) * 1.1)
    return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / width)), 0)
  })
  return Math.min(409, Math.max(1, ...lines) * 13 + 3)
}

/** What is printed of each sheet, and that its head row is on every page. */
function printing(sheets: readonly XlsxSheet[]): string {
  const defined = (name: string, n: number, range: string) =>
    `<definedName name="_xlnm.${name}" localSheetId="${n}">${xmlText(range)}</definedName>`
  return (['Print_Area', 'Print_Titles'] as const)
    .flatMap(what =>
      sheets.map(({ name, columns, rows }, n) => {
        const sheet = `'${name.replaceAll("'", "''")}'`
        const printed = columnName(columns.filter(({ screenOnly }) => !screenOnly).length)
        return defined(
          what,
          n,
          `${sheet}!${what === 'Print_Area' ? `$A$1:$${printed}$${rows.length + 1}` : '$1:$1'}`,
        )
      }),
    )
    .join('')
}
