import type { OfficeParser } from 'officeparser'
import { letterStyles, type Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import type { ItemSign } from './item-numbers.ts'
import type { OdfLists } from './odf-lists.ts'
import { itemOf } from './rtf-lists.ts'
import { placeInRow } from './table-columns.ts'
import { TextBuilder } from './text-builder.ts'
import type { Numbering } from './word-numbering.ts'
import { listOfStyle, type ParagraphStyle } from './word-styles.ts'
import { leftwardTable } from './word-tables.ts'

type Tree = Awaited<ReturnType<typeof OfficeParser.parseOffice>>
type Node = Tree['content'][number]

/** The text of a word processor's file: one paragraph per line, table cells of a row set apart by tabs. */
export interface OfficeText {
  builder: TextBuilder
  /** Offsets of lines that are headings. */
  headings: Set<number>
  warnings: string[]
}

/** What a Word file says of its paragraphs that the parser does not. */
export interface WordParagraphs {
  numbering: Numbering
  styles: ReadonlyMap<string, ParagraphStyle>
}

/** What a file says of its paragraphs that the parser does not; by its format. */
export interface SaidOfParagraphs {
  word?: WordParagraphs
  odf?: OdfLists
}

/** Tables in tables in tables: beyond this the content is no document any more. */
const deepest = 60

/**
 * Walks a parsed file once and writes its text, marks and headings.
 * @param said what the file itself says of its lists and headings; else they are as the parser has them
 */
export function writeOfficeText(tree: Tree, fileName: string, said: SaidOfParagraphs = {}): OfficeText {
  const writer = new Writer(fileName, said)
  for (const node of tree.content) writer.block(node, 0)
  writer.notes()
  writer.leftOut(tree)
  const { builder, warnings } = writer
  return { builder, headings: writer.soundHeadings(), warnings }
}

/** What stands before an item, and how deep it is, from 1. */
interface Sign {
  level?: number
  item: ItemSign
}

class Writer {
  readonly builder: TextBuilder
  readonly warnings: string[] = []
  readonly #headings: number[] = []
  readonly #notes: Node[] = []
  readonly #commenters = new Map<string, string>()
  #paragraphs = 0
  #begun = false
  #pictures = 0
  /** A page or column ended in the paragraph: words after it stand on a line of their own. */
  #pageEnds = false

  readonly #word: WordParagraphs | undefined
  readonly #odf: OdfLists | undefined

  constructor(fileName: string, { word, odf }: SaidOfParagraphs) {
    this.builder = new TextBuilder(fileName)
    this.#word = word
    this.#odf = odf
  }

  block(node: Node, depth: number): void {
    if (depth > deepest) return
    if (node.type === 'table') {
      this.#table(node, depth)
      return
    }
    if (node.type === 'image' || node.type === 'drawing' || node.type === 'chart' || node.type === 'embed')
      this.#pictures++
    const inline = (node.children ?? []).every(isInline)
    if (!inline) {
      for (const child of node.children ?? []) this.block(child, depth + 1)
      return
    }
    this.#paragraph(node)
  }

  #paragraph(node: Node): void {
    this.#newLine()
    const start = this.builder.length
    this.#inline(node)
    const span = { start, end: this.builder.length }
    // One without words has its number, too.
    const sign = this.#signOf(node)
    if (this.builder.inkEnd <= start) return
    this.#paragraphs++
    const level = this.#headingOf(node)
    if (level > 0) {
      this.#headings.push(start)
      this.builder.mark({ ...span, style: 'heading', level, ...sign?.item })
    } else if (sign) this.#item(span, sign)
  }

  #item(span: Span, { level, item }: Sign): void {
    this.builder.mark({ ...span, style: 'list-item', ...(level === undefined ? {} : { level }), ...item })
  }

  /** What stands before a paragraph, by its own list or its style's; null where nothing does. Counts it. */
  #signOf(node: Node): Sign | null {
    const { metadata } = node
    const own = metadata && 'listType' in metadata ? metadata : null
    if (!this.#word) {
      if (!own) return null
      const said = this.#odf?.(own.listId, own.indentation, own.itemIndex)
      if (said) return { level: own.indentation + 1, item: said }
      const written = itemOf(bookmarksOf(node), own.itemIndex + 1)
      if (written) return { ...levelOf(node), item: written }
      const item =
        own.listType === 'ordered' && Number.isInteger(own.itemIndex) ? { number: own.itemIndex + 1 } : {}
      return { ...levelOf(node), item }
    }
    const { numbering, styles } = this.#word
    const place =
      own && own.listId !== listOfStyle
        ? { list: own.listId, level: own.indentation }
        : placeByStyle(styles.get(styleOf(node)), numbering, own?.indentation)
    const item = place && numbering.next(place.list, place.level)
    return item ? { level: place.level + 1, item } : null
  }

  /** How deep a heading a paragraph is, from 1; 0 where it is none. */
  #headingOf(node: Node): number {
    const style = styleOf(node)
    const said = this.#word?.styles.get(style)?.heading
    if (said !== undefined) return said
    // To the parser an item of a list is no heading.
    const named = this.#word && headingStyle.exec(style)
    if (node.type !== 'heading' && !named) return 0
    return Number(named?.[1] ?? levelOf(node).level ?? 1)
  }

  #inline(node: Node): void {
    const children = node.children ?? []
    this.#remember(node)
    if (children.length === 0) {
      if (node.type === 'break') {
        const kind = node.metadata && 'breakType' in node.metadata ? node.metadata.breakType : ''
        if (kind === 'textWrapping' || kind === 'carriageReturn') this.builder.append('\n')
        else if (kind === 'page' || kind === 'column') this.#pageEnds = true
      } else if (node.type === 'image' || node.type === 'drawing' || node.type === 'chart') this.#pictures++
      else if (node.type !== 'comment' && node.type !== 'note') this.#run(node)
    }
    for (const child of children) this.#inline(child)
    this.#noteSigns(node)
  }

  /** A number in brackets where a note belongs, as the note below begins with. */
  #noteSigns(node: Node): void {
    for (const note of node.notes ?? []) {
      if (textOf(note).trim() === '') continue
      this.#notes.push(note)
      this.builder.append(`[${this.#notes.length}]`)
    }
  }

  #run(node: Node): void {
    if (this.#pageEnds && (node.text ?? '').trim() !== '') {
      if (this.builder.inkEnd > this.builder.lineStart) this.builder.breakLine()
      this.#pageEnds = false
    }
    const span = this.builder.append((node.text ?? '').replaceAll('\v', '\n').replaceAll('\f', ''))
    for (const style of letterStyles) if (node.formatting?.[style]) this.builder.mark({ ...span, style })
  }

  /** A row is a line; its cells stand between tabs, so that a table of speaker and speech reads as a transcript. */
  #table(table: Node, depth: number): void {
    const drawn = isLeftward(table) ? ({ leftward: true } as const) : {}
    for (const row of table.children ?? []) {
      if (row.type !== 'row') {
        this.block(row, depth + 1)
        continue
      }
      this.#newLine()
      for (const [index, cell] of (row.children ?? []).entries()) {
        if (index > 0) this.builder.append('\t')
        const start = this.builder.length
        this.#cell(cell, depth + 1)
        const span = { start, end: this.builder.length }
        this.builder.mark({
          ...span,
          style: 'table-cell',
          ...columnsOf(cell, index),
          ...drawn,
          ...headOf(cell),
        })
      }
    }
  }

  #newLine(): void {
    this.#pageEnds = false
    if (this.#begun) this.builder.append('\n')
    this.#begun = true
  }

  #cell(cell: Node, depth: number): void {
    this.#pageEnds = false
    const blocks = cell.children ?? []
    if (blocks.every(isInline)) {
      this.#inline(cell)
      return
    }
    for (const [index, block] of blocks.entries()) {
      if (index > 0) this.builder.append('\n')
      if (block.type === 'table' || !(block.children ?? []).every(isInline)) this.block(block, depth + 1)
      else {
        const start = this.builder.length
        this.#inline(block)
        const sign = this.#signOf(block)
        if (sign) this.#item({ start, end: this.builder.length }, sign)
      }
    }
    this.#paragraphs++
  }

  #remember(node: Node): void {
    for (const comment of node.comments ?? []) {
      const { metadata } = comment
      const by = metadata && 'author' in metadata ? metadata.author : undefined
      const id = metadata && 'commentId' in metadata ? metadata.commentId : undefined
      this.#commenters.set(id ?? String(this.#commenters.size), by ?? '')
    }
  }

  notes(): void {
    if (this.#notes.length === 0) return
    const isEnd = (note: Node): boolean =>
      note.metadata !== undefined && 'noteType' in note.metadata && note.metadata.noteType === 'endnote'
    const kinds = new Set(this.#notes.map(note => (isEnd(note) ? 'endnote' : 'footnote')))
    const kind = kinds.size === 1 ? [...kinds][0] : 'note'
    const count = this.#notes.length === 1 ? `1 ${kind} stands` : `${this.#notes.length} ${kind}s stand`
    this.warnings.push(`${count} below the text, with a number in brackets where each belongs.`)
    for (const [index, note] of this.#notes.entries()) {
      this.builder.breakLine()
      this.builder.append(`[${index + 1}] ${textOf(note).replace(/\s+/g, ' ').trim()}`)
    }
  }

  leftOut(tree: Tree): void {
    const comments = this.#commenters.size
    if (comments > 0) {
      const authors = [...new Set(this.#commenters.values())].filter(Boolean).slice(0, 3)
      const by = authors.length > 0 ? ` (by ${authors.join(', ')})` : ''
      this.warnings.push(`${comments === 1 ? '1 comment' : `${comments} comments`}${by} left out.`)
    }
    const { headers = [], footers = [] } = tree.auxiliary ?? {}
    if ([...headers, ...footers].some(node => /\p{L}/u.test(textOf(node)))) {
      this.warnings.push('Page headers and footers left out.')
    }
    const pictures = this.#pictures + tree.attachments.length
    if (pictures > 0) this.warnings.push(`${pictures === 1 ? '1 picture' : `${pictures} pictures`} left out.`)
  }

  /** Files that style everything as a heading have none. */
  soundHeadings(): Set<number> {
    if (this.#headings.length > 3 && this.#headings.length * 2 > this.#paragraphs) {
      this.builder.unmark('heading')
      return new Set()
    }
    return new Set(this.#headings)
  }
}

const isInline = (node: Node): boolean =>
  !(
    node.type === 'paragraph' ||
    node.type === 'heading' ||
    node.type === 'list' ||
    node.type === 'table' ||
    node.type === 'page'
  )

const textOf = (node: Node): string =>
  node.text ?? (node.children ?? []).map(textOf).join(node.type === 'paragraph' ? '' : ' ')

/** The id of a style that Word itself has for headings. */
const headingStyle = /^Heading([1-9])$/

/** The style of a paragraph by its id; empty where it has none of its own. */
const styleOf = ({ metadata }: Node): string =>
  metadata && 'style' in metadata && typeof metadata.style === 'string' ? metadata.style : ''

/** The list that a paragraph is an item of by its style, and its level there: as it says itself, the list or the style. */
function placeByStyle(
  style: ParagraphStyle | undefined,
  numbering: Numbering,
  own: number | undefined,
): { list: string; level: number } | null {
  const { list, listedBy = '', level = 0 } = style ?? {}
  return list === undefined ? null : { list, level: own ?? numbering.levelOf(list, listedBy) ?? level }
}

const bookmarksOf = ({ metadata }: Node): readonly string[] | undefined =>
  metadata && 'anchorIds' in metadata ? metadata.anchorIds : undefined

/** Whether the original draws a table's first column at the right. */
const isLeftward = (node: Node): boolean => bookmarksOf(node)?.includes(leftwardTable) === true

/** Where a cell stands and how many columns it covers, where cells were merged. */
function columnsOf({ metadata }: Node, tabs: number): Pick<Mark, 'column' | 'columns'> {
  if (!metadata || !('col' in metadata)) return {}
  const { col, colSpan = 1 } = metadata
  return placeInRow(col, colSpan, tabs)
}

const headOf = ({ metadata }: Node): Pick<Mark, 'heads'> =>
  metadata && 'col' in metadata && metadata.style === 'header' ? { heads: 'column' } : {}

function levelOf(node: Node): { level?: number } {
  const { metadata } = node
  if (metadata && 'level' in metadata && typeof metadata.level === 'number') return { level: metadata.level }
  if (metadata && 'indentation' in metadata && typeof metadata.indentation === 'number')
    return { level: metadata.indentation + 1 }
  return {}
}
