import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  type ITableCellOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { contained, legible, oneLine } from './legible.ts'

/*
 * What documents are built of. This file, docx-file.ts and docx-styles.ts alone know the docx library. Measures are
 * twentieths of a point (`dxa`); `mm` turns millimetres into them.
 */

export type Block = Paragraph | Table

/** The shade of bands over a table's whole width. */
export const bandFill = 'F6F5F3'

export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

export interface TextStyle {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  strikethrough?: boolean
  superscript?: boolean
  subscript?: boolean
  /** `#RRGGBB` */
  colour?: string
}

/** Text as runs of one style: line ends become breaks, tabs tabs. */
export function runs(content: string, style: TextStyle = {}): TextRun[] {
  const format = {
    ...(style.bold ? { bold: true } : {}),
    ...(style.italic ? { italics: true } : {}),
    ...(style.underline ? { underline: {} } : {}),
    ...(style.strikethrough ? { strike: true } : {}),
    ...(style.superscript ? { superScript: true } : style.subscript ? { subScript: true } : {}),
    ...(style.colour ? { color: style.colour.slice(1) } : {}),
  }
  return contained(content)
    .split('\n')
    .map((line, n) => {
      const pieces = line.split('\t').flatMap((piece, at) => (at === 0 ? [piece] : [new Tab(), piece]))
      const run = new TextRun({ ...format, ...(n > 0 ? { break: 1 } : {}), children: pieces })
      lengths.set(run, { characters: line.length, breaks: n > 0 ? 1 : 0 })
      return run
    })
}

interface Length {
  characters: number
  /** Breaks within a paragraph. */
  breaks: number
}

/** What runs and paragraphs hold, which the library does not tell. */
const lengths = new WeakMap<object, Length>()

const lengthOf = (children: readonly object[]): Length =>
  children.reduce<Length>(
    (sum, child) => {
      const its = lengths.get(child)
      return {
        characters: sum.characters + (its?.characters ?? 0),
        breaks: sum.breaks + (its?.breaks ?? 0),
      }
    },
    { characters: 0, breaks: 0 },
  )

/** A link; the caller has seen to it that the address is one to follow. */
export const link = (address: string, children: TextRun[]): ParagraphChild =>
  new ExternalHyperlink({ link: legible(address), children })

/** A footnote's number, with the footnote at the foot of the page. */
export const footnoteMark = (words: string): ParagraphChild =>
  new FootnoteReferenceRun({ children: [new Paragraph({ style: 'Note', children: runs(words) })] })

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
): Paragraph => {
  const children = typeof content === 'string' ? runs(content) : [...content]
  const made = new Paragraph({
    style,
    children,
    ...(indent ? { indent: { left: indent } } : {}),
    ...(keepNext ? { keepNext } : {}),
    ...(alignment ? { alignment: AlignmentType.RIGHT } : {}),
  })
  lengths.set(made, lengthOf(children))
  return made
}

/** An item of a list, `level` from 0. Items of one `list` number are counted on; another number begins again. */
export const listItem = (
  children: readonly ParagraphChild[],
  { ordered, level, list }: { ordered: boolean; level: number; list: number },
): Paragraph =>
  new Paragraph({
    style: 'Item',
    children: [...children],
    numbering: {
      reference: ordered ? 'numbers' : 'bullets',
      level: Math.min(level, listDepth - 1),
      ...(ordered ? { instance: list } : {}),
    },
  })

/** How deep lists go. */
export const listDepth = 9

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
  /** How many columns it takes, where not one. */
  span?: number
}

const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'D6D4CF' }
const rule = { style: BorderStyle.SINGLE, size: 8, color: '1F1F1E' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/**
 * A table with fixed columns (dxa), hairlines between rows, and a head row repeated on every page; so is the band under it
 * where there is one. A row breaks between pages only where it could fill one: where it has so many paragraphs, or
 * `breaks` says so, or by the length of its text. Of a taller one that may not break LibreOffice prints the end nowhere.
 */
export function table(
  widths: readonly number[],
  head: readonly Paragraph[],
  rows: readonly (readonly Cell[])[],
  {
    band,
    breaks = row => row.some(({ blocks }) => blocks.length >= 6),
  }: { band?: Cell; breaks?: (row: readonly Cell[]) => boolean } = {},
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
      ...[...(band ? [[band]] : []), ...rows].map(
        (row, at) =>
          new TableRow({
            tableHeader: band !== undefined && at === 0,
            cantSplit: !(breaks(row) || isTall(row, widths)),
            children: row.map(({ blocks, edge, shaded, span }, n) =>
              cell(n, {
                children: [...blocks],
                ...(span ? { columnSpan: span } : {}),
                ...(edge
                  ? { borders: { left: { style: BorderStyle.SINGLE, size: 24, color: edge.slice(1) } } }
                  : {}),
                ...(shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: bandFill } } : {}),
              }),
            ),
          }),
      ),
    ],
  })
}

/** True where a cell may take more lines than half a page across has. */
const isTall = (row: readonly Cell[], widths: readonly number[]): boolean =>
  row.some(({ blocks, span = 1 }, n) => {
    const width = widths.slice(n, n + span).reduce((sum, one) => sum + one, 0)
    const aLine = Math.max(1, (width - mm(2.8)) / characterWidth)
    const lines = blocks.reduce((sum, block) => {
      const { characters, breaks } = lengthOf([block])
      return sum + Math.max(1, Math.ceil(characters / aLine)) + breaks
    }, 0)
    return lines > mostLines
  })

/** Of a table's text, dxa, on the wide side. */
const characterWidth = 85
const mostLines = 28
