import writeWorkbook, { type CellObject } from 'write-excel-file/node'
import { legible } from './legible.ts'
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

type Written = Parameters<typeof writeWorkbook>
type WrittenSheet = Written[0][number]
type Feature = NonNullable<NonNullable<Written[1]>['features']>[number]

/** Excel takes no longer text in a cell. */
const longest = 32_767
const cutMark = '… [cut: a cell of a workbook holds no more]'

/**
 * A workbook: a fixed, filterable head row on every sheet, repeated on every printed page; A3 landscape,
 * as wide as one page. Text is always text, never a formula. The same sheets give the same bytes. Text longer than a cell
 * holds is cut and says so. The writer leaves out U+FFFD and the controls U+0080 to U+009F.
 */
export async function xlsxFile(sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  const written = sheets.map(sheetOf)
  const { toBuffer } = writeWorkbook(written, {
    fontFamily: 'Arial',
    fontSize: 10,
    features: [printing(sheets)],
  })
  return withFixedTimes(await toBuffer())
}

function sheetOf({ name, columns, rows }: XlsxSheet): WrittenSheet {
  const heads = columns.map(({ head }) => head)
  const headHeight = heightOf(heads, columns)
  return {
    sheet: name,
    orientation: 'landscape',
    stickyRowsCount: 1,
    showGridLines: false,
    columns: columns.map(({ width }) => ({ width })),
    data: [
      heads.map((head, n) =>
        headCell(
          head,
          rows.some(row => isNumber(row[n])),
          headHeight,
        ),
      ),
      ...rows.map(row => {
        const height = heightOf(row, columns)
        return row.map(cell => bodyCell(cell, height))
      }),
    ],
  }
}

const line = { bottomBorderStyle: 'thin', bottomBorderColor: '#D6D4CF' } as const

const headCell = (head: string, numbers: boolean, height: number): CellObject => ({
  height,
  value: cellText(head),
  type: String,
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'bottom',
  backgroundColor: '#F0EFEC',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#1F1F1E',
  ...(numbers ? { align: 'right' } : { align: 'left', indent: 1 }),
})

function bodyCell(content: XlsxCell, height: number): CellObject {
  const look = { ...line, height, alignVertical: 'top' as const }
  if (content === null || content === '') return look
  if (typeof content === 'number') return { ...look, value: content, type: Number }
  if (typeof content === 'object' && 'number' in content) {
    return { ...look, value: content.number, type: Number, format: `0.${'0'.repeat(content.decimals)}` }
  }
  const { text, indent, bold } =
    typeof content === 'string' ? { text: content, indent: 0, bold: false } : content
  return {
    ...look,
    value: cellText(text),
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

function cellText(text: string): string {
  const clean = legible(text)
  const fitting =
    clean.length <= longest ? clean : clean.slice(0, longest - cutMark.length).toWellFormed() + cutMark
  // Excel reads _x0041_ as a character's number; this is how it writes an underscore that is only that.
  const literal = fitting.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  // The writer looks its strings up in a plain object, so `constructor` would be found there. It drops U+FFFD
  // when it writes, so with one behind it the text is its own again.
  return literal in {} ? `${literal}\ufffd` : literal
}

/** What the writer leaves out of printing: A3, as wide as a page, the head row repeated, a filter on it. */
function printing(sheets: readonly XlsxSheet[]): Feature {
  const defined = (name: string, n: number, range: string) =>
    `<definedName name="_xlnm.${name}" localSheetId="${n}">${xmlText(range)}</definedName>`
  const names = (['Print_Area', 'Print_Titles'] as const).flatMap(what =>
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
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: xml =>
            xml.replace(/<definedNames\s*\/>/, `<definedNames>${names.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex]
            const corner = `${columnName(sheet?.columns.length ?? 1)}${(sheet?.rows.length ?? 0) + 1}`
            return xml
              .replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews')
              .replace('</sheetData>', `</sheetData><autoFilter ref="A1:${corner}"/>`)
              .replace(
                /<pageSetup [^>]*>/,
                '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
              )
          },
        },
      },
    },
  }
}

/** 1 → A, 27 → AA. */
const columnName = (n: number): string =>
  n > 26 ? columnName(Math.floor((n - 1) / 26)) + columnName(((n - 1) % 26) + 1) : String.fromCharCode(64 + n)
