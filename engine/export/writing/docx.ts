import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  type ITableCellOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import { docxStyles } from './docx-styles.ts'
import { contained, legible, oneLine, shortened } from './legible.ts'
import { xmlText } from './xml.ts'
import { withFixedTimes } from './zip-times.ts'

/*
 * The only file that knows the docx library. Measures are twentieths of a point (`dxa`); `mm` turns millimetres
 * into them.
 */

export type Block = Paragraph | Table

export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

export interface TextStyle {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  /** `#RRGGBB` */
  colour?: string
}

/** Text as runs of one style: line ends become breaks, tabs tabs. */
export function runs(content: string, style: TextStyle = {}): TextRun[] {
  const format = {
    ...(style.bold ? { bold: true } : {}),
    ...(style.italic ? { italics: true } : {}),
    ...(style.underline ? { underline: {} } : {}),
    ...(style.colour ? { color: style.colour.slice(1) } : {}),
  }
  return contained(content)
    .split('\n')
    .map((line, n) => {
      const pieces = line.split('\t').flatMap((piece, at) => (at === 0 ? [piece] : [new Tab(), piece]))
      return new TextRun({ ...format, ...(n > 0 ? { break: 1 } : {}), children: pieces })
    })
}

/** A link; the caller has seen to it that the address is one to follow. */
export const link = (address: string, children: TextRun[]): ParagraphChild =>
  new ExternalHyperlink({ link: legible(address), children })

export type ParagraphStyle =
  | 'Study'
  | 'Note'
  | 'Passage'
  | 'Attribution'
  | 'Cell'
  | 'CellHead'
  | 'CellQuiet'
  | 'Body'

export interface ParagraphLayout {
  /** Set in from the left, dxa. */
  indent?: number
  keepNext?: boolean
  alignment?: 'right'
}

export const paragraph = (
  style: ParagraphStyle,
  content: string | readonly ParagraphChild[],
  { indent, keepNext, alignment }: ParagraphLayout = {},
): Paragraph =>
  new Paragraph({
    style,
    children: typeof content === 'string' ? runs(content) : [...content],
    ...(indent ? { indent: { left: indent } } : {}),
    ...(keepNext ? { keepNext } : {}),
    ...(alignment ? { alignment: AlignmentType.RIGHT } : {}),
  })

/** An item of a list, `level` from 0. Items of one `list` number are counted on; another number begins again. */
export const listItem = (
  children: readonly ParagraphChild[],
  { ordered, level, list }: { ordered: boolean; level: number; list: number },
): Paragraph =>
  new Paragraph({
    style: 'Body',
    children: [...children],
    numbering: {
      reference: ordered ? 'numbers' : 'bullets',
      level: Math.min(level, listLevels - 1),
      ...(ordered ? { instance: list } : {}),
    },
  })

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]

/** A real heading, level 1 to 6; deeper levels are 6. */
export const heading = (level: number, content: string | readonly ParagraphChild[]): Paragraph =>
  new Paragraph({
    heading: levels[Math.min(level, levels.length) - 1] ?? HeadingLevel.HEADING_6,
    children: typeof content === 'string' ? runs(oneLine(content)) : [...content],
  })

export interface Cell {
  blocks: readonly Paragraph[]
  /** A coloured edge on the left, `#RRGGBB`. */
  edge?: string
  /** Shaded, for rows that stand above others. */
  shaded?: boolean
}

const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'D6D4CF' }
const rule = { style: BorderStyle.SINGLE, size: 8, color: '1F1F1E' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/** A table with fixed columns (dxa), hairlines between rows, and a head row repeated on every page. */
export function table(
  widths: readonly number[],
  head: readonly Paragraph[],
  rows: readonly (readonly Cell[])[],
): Table {
  const cell = (n: number, options: ITableCellOptions) =>
    new TableCell({ width: { size: widths[n] ?? 0, type: WidthType.DXA }, ...options })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    margins: { top: mm(1), bottom: mm(1), left: mm(1.4), right: mm(1.4), marginUnitType: WidthType.DXA },
    borders: {
      top: rule,
      bottom: rule,
      left: none,
      right: none,
      insideHorizontal: hairline,
      insideVertical: none,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((block, n) => cell(n, { children: [block], borders: { bottom: rule } })),
      }),
      ...rows.map(
        row =>
          new TableRow({
            // A row breaks between pages only where it could fill one.
            cantSplit: row.every(({ blocks }) => blocks.length < 6),
            children: row.map(({ blocks, edge, shaded }, n) =>
              cell(n, {
                children: [...blocks],
                ...(edge
                  ? { borders: { left: { style: BorderStyle.SINGLE, size: 24, color: edge.slice(1) } } }
                  : {}),
                ...(shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F6F5F3' } } : {}),
              }),
            ),
          }),
      ),
    ],
  })
}

export interface Page {
  /** What the document is: `Coding framework`. */
  name: string
  studyTitle: string
  day: string
  madeAt: Date
  /** Lines about layers and what is left out, under the title. */
  notes: readonly string[]
  landscape?: boolean
  body: readonly Block[]
}

const short = 210
const long = 297
const side = 18

/** Width between the margins, dxa. */
export const contentWidth = (landscape: boolean): number => mm((landscape ? long : short) - 2 * side)

const listLevels = 9
const listLevel = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: (level: number) => string) =>
  Array.from({ length: listLevels }, (_, level) => ({
    level,
    format,
    text: text(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: mm(6 * (level + 1)), hanging: mm(5) } } },
  }))

/** A whole document on A4, with the study's title above and date and page numbers below every page. */
export async function docxFile(page: Page): Promise<Uint8Array> {
  const landscape = page.landscape ?? false
  const width = contentWidth(landscape)
  const tabStops = [{ type: TabStopType.RIGHT, position: width }]
  const document = new Document({
    title: legible(`${page.name}: ${page.studyTitle}`),
    creator: 'Tandem',
    styles: docxStyles,
    numbering: {
      config: [
        { reference: 'bullets', levels: listLevel(LevelFormat.BULLET, level => (level % 2 ? '–' : '•')) },
        { reference: 'numbers', levels: listLevel(LevelFormat.DECIMAL, level => `%${level + 1}.`) },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: mm(short),
              height: mm(long),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: mm(24),
              bottom: mm(20),
              left: mm(side),
              right: mm(side),
              header: mm(11),
              footer: mm(10),
            },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                style: 'PageLine',
                tabStops,
                children: [
                  ...runs(shortened(oneLine(page.studyTitle), landscape ? 110 : 70)),
                  new TextRun({ children: [new Tab(), page.name] }),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: 'PageLine',
                tabStops,
                children: [
                  new TextRun(page.day),
                  new TextRun({
                    children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          paragraph('Study', oneLine(page.studyTitle), { keepNext: true }),
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(page.name) }),
          ...[page.day, ...page.notes].map(note => paragraph('Note', note)),
          ...page.body,
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(page) },
  ])
  return withFixedTimes(bytes)
}

/** The document's own properties, with the one date of the export: the library writes the moment of writing. */
function coreProperties({ name, studyTitle, madeAt }: Page): string {
  const when = `${madeAt.toISOString().slice(0, 19)}Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(`${name}: ${studyTitle}`)}</dc:title><dc:creator>Tandem</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`
}
