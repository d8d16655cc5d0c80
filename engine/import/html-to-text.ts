import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { LetterStyle, Mark } from '#shared/model/document.ts'
import { written } from './item-numbers.ts'
import { mostColumns, placeInRow } from './table-columns.ts'
import type { TextBuilder } from './text-builder.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What of a page was not text a person would see. */
export interface HtmlText {
  /** Offsets of the lines that stand inside a quotation (a reply's history). */
  quotedFrom: number[]
  /** Offsets of the lines that begin inside code, which nobody says. */
  code: Set<number>
  pictures: number
  hidden: number
  /** Blocks of links that lead elsewhere, which are no part of what a page says. */
  menus: number
  /** The page's own title; empty where it has none. */
  title: string
}

const words = (list: string): Set<string> => new Set(list.split(' '))
/** Nothing inside these is text of the page; parsed or not, they are never run, fetched or kept. */
const dropped = words(
  'script style head template noscript svg math iframe object embed applet audio video canvas form-data select textarea input button title meta link base',
)
const blocks = words(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre section summary table tbody thead tfoot tr ul h1 h2 h3 h4 h5 h6',
)
/** Blocks that stand apart from their neighbours by an empty line. */
const spaced = words('p blockquote pre ul ol dl table figure h1 h2 h3 h4 h5 h6')
const rowGroups = words('thead tbody tfoot')
/** What of a page is written for machines. */
const code = words('pre code kbd samp')
const looks: Record<string, LetterStyle> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  sup: 'superscript',
  sub: 'subscript',
  th: 'bold',
}
/** Looks that change what words and numbers say, where a page gives them by its style. */
const styledLooks: readonly (readonly [RegExp, LetterStyle])[] = [
  [/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i, 'strikethrough'],
  [/(?:^|;)\s*vertical-align\s*:\s*super/i, 'superscript'],
  [/(?:^|;)\s*vertical-align\s*:\s*sub/i, 'subscript'],
]
const unseen =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$))/i
const quotation =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|WordSection1_quoted)(?:\s|$)/

/**
 * Writes what a person would read of an HTML page into the builder: blocks on lines, table cells between tabs, list
 * items marked, links as their text. Scripts, styles, forms, frames and hidden elements leave no trace.
 */
export function writeHtml(html: string, builder: TextBuilder): HtmlText {
  const writer = new Writer(builder)
  // The tree may be deeper than the call stack: the walk keeps its own.
  const stack: (Node | (() => void))[] = [parse(html)]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'function') next()
    else if ('value' in next && next.nodeName === '#text') writer.text(next.value)
    else if ('childNodes' in next) {
      const close = 'tagName' in next ? writer.open(next) : () => {}
      if (!close) continue
      stack.push(close)
      for (let i = next.childNodes.length - 1; i >= 0; i--) {
        const child = next.childNodes[i]
        if (child) stack.push(child)
      }
    }
  }
  return writer.found
}

type Gap = '' | ' ' | '\t' | '\n' | '\n\n'

/** An element that was entered: where its first character stands, -1 before it is written, and what that comes after. */
interface Begun {
  at: number
  after: Gap
}

/**
 * A row of a table: how many of its columns were entered; of the cells that stand side by side, how many, and what
 * places the first; whether each of its cells is a line.
 */
interface OpenRow {
  columns: number
  beside: number
  placeFirst: () => void
  isLine: boolean
}

const newRow = (isLine = false): OpenRow => ({ columns: 0, beside: 0, placeFirst: () => {}, isLine })

/** A table: how many of its rows were entered, and up to which row a cell above covers each column. */
interface OpenTable {
  rows: number
  covered: number[]
  isLeftward: boolean
}

class Writer {
  readonly found: HtmlText = {
    quotedFrom: [],
    code: new Set(),
    pictures: 0,
    hidden: 0,
    menus: 0,
    title: '',
  }
  readonly #builder: TextBuilder
  /** What separates the text so far from what comes next: nothing, a space, a tab, a line break, an empty line. */
  #gap: Gap = ''
  /** Elements entered whose first character is still to come. */
  #unwritten: Begun[] = []
  #quoted = 0
  #preserved = 0
  #code = 0
  /** The lists that are open, outermost first: the number of the last item, null where they have none; how it is written. */
  readonly #lists: { items: number | null; format: string }[] = []
  /** The tables that are open and their rows, outermost first. */
  readonly #tables: OpenTable[] = []
  readonly #rows: OpenRow[] = []
  /** The directions that open elements are written in, outermost first. */
  readonly #directions: string[] = []

  constructor(builder: TextBuilder) {
    this.#builder = builder
  }

  /** Enters an element; answers how to leave it, or null where nothing in it is to be read. */
  open(element: Element): (() => void) | null {
    const tag = element.tagName
    if (tag === 'title' && this.found.title === '') this.found.title = titleIn(element)
    if (dropped.has(tag)) return null
    if (tag === 'nav') {
      this.found.menus++
      return null
    }
    if (tag === 'img' || tag === 'picture') {
      if (!/^[01](?:px)?$/.test(attribute(element, 'width'))) this.found.pictures++
      return null
    }
    const style = attribute(element, 'style')
    if (unseen.test(style) || element.attrs.some(a => a.name === 'hidden')) {
      this.found.hidden++
      return null
    }
    if (tag === 'br') {
      this.#lineBreak()
      return () => {}
    }
    const quotes =
      tag === 'blockquote' ||
      quotation.test(attribute(element, 'class')) ||
      attribute(element, 'id') === 'divRplyFwdMsg'
    const keeps = tag === 'pre' || /white-space\s*:\s*pre/i.test(style)
    const isList = tag === 'ul' || tag === 'ol'
    this.#separate(tag)
    const isCode = code.has(tag)
    const direction = attribute(element, 'dir').toLowerCase()
    if (direction !== '') this.#directions.push(direction)
    if (quotes) this.#quoted++
    if (isCode) this.#code++
    if (keeps) this.#preserved++
    if (isList) {
      const items = tag === 'ol' ? numberOf(element, 'start', 1) - 1 : null
      this.#lists.push({ items, format: formats[attribute(element, 'type')] ?? 'decimal' })
    }
    const isLeftward = this.#directions.at(-1) === 'rtl'
    if (tag === 'table') this.#tables.push({ rows: 0, covered: [], isLeftward })
    if (tag === 'tr') this.#row(element)
    if (rowGroups.has(tag)) this.#endCells()
    const isCell = tag === 'td' || tag === 'th'
    const placeCell = isCell ? this.#cell(element) : null
    const shape = tag === 'li' ? this.#item(element) : shapeOf(tag)
    const letters = lettersOf(tag, style)
    const begun: Begun = { at: -1, after: '' }
    if (shape || letters.length > 0) this.#unwritten.push(begun)
    return () => {
      if (begun.at >= 0) {
        const span = { start: begun.at, end: this.#builder.length }
        if (shape) {
          const mark = { ...shape, ...span }
          placeCell?.(mark, begun.after)
          this.#builder.mark(mark)
        }
        for (const style of letters) this.#builder.mark({ style, ...span })
      }
      if (quotes) this.#quoted--
      if (isCode) this.#code--
      if (keeps) this.#preserved--
      if (isList) this.#lists.pop()
      if (tag === 'tr') this.#rows.pop()
      if (tag === 'table') this.#tables.pop()
      if (rowGroups.has(tag)) this.#endCells()
      if (direction !== '') this.#directions.pop()
      this.#separate(tag)
      if (isCell) this.#want('\t')
    }
  }

  text(value: string): void {
    if (this.#preserved > 0) {
      const lines = value.replace(/\r\n?/g, '\n').split('\n')
      for (const [index, line] of lines.entries()) {
        if (index > 0) this.#lineBreak()
        this.#write(line)
      }
      return
    }
    const collapsed = value.replace(/[ \t\n\r\f]+/g, ' ')
    if (collapsed.startsWith(' ')) this.#want(' ')
    const inner = collapsed.trim() === '' ? '' : collapsed.replace(/^ | $/g, '')
    this.#write(inner)
    if (inner !== '' && collapsed.endsWith(' ')) this.#want(' ')
  }

  #write(text: string): void {
    if (text === '') return
    if (this.#builder.length > 0) this.#builder.append(this.#gap)
    for (const begun of this.#unwritten) {
      begun.at = this.#builder.length
      begun.after = this.#gap
    }
    this.#gap = ''
    this.#unwritten = []
    if (this.#quoted > 0) this.found.quotedFrom.push(this.#builder.lineStart)
    if (this.#code > 0 && this.#builder.length === this.#builder.lineStart)
      this.found.code.add(this.#builder.lineStart)
    this.#builder.append(text)
  }

  #row(element: Element): void {
    const table = this.#tables.at(-1)
    if (table) table.rows++
    this.#rows.push(newRow(cellsIn(element).every(isOneLine)))
  }

  /** No cell goes on from one group of rows into the next. */
  #endCells(): void {
    const table = this.#tables.at(-1)
    if (table) table.covered = []
  }

  /** Enters a cell; answers what gives its mark its place, once it is known what its words come after. */
  #cell(element: Element): (mark: Mark, after: Gap) => void {
    const row = this.#rows.at(-1) ?? newRow()
    const { covered, rows, isLeftward } = this.#tables.at(-1) ?? { covered: [], rows: 0, isLeftward: false }
    while ((covered[row.columns] ?? 0) >= rows && row.columns < mostColumns && rows > 0) row.columns++
    const column = row.columns
    const columns = Math.max(1, Number.parseInt(attribute(element, 'colspan'), 10) || 1)
    row.columns += columns
    const down = Number.parseInt(attribute(element, 'rowspan'), 10)
    const last = down === 0 ? Number.POSITIVE_INFINITY : rows + (down || 1) - 1
    if (last > rows) for (let at = column; at < Math.min(row.columns, mostColumns); at++) covered[at] = last
    const heads = headOf(element)
    return (mark, after) => {
      if (isLeftward) mark.leftward = true
      if (heads) mark.heads = heads
      if (columns > 1) Object.assign(mark, placeInRow(0, columns, 0))
      // A cell that does not follow another in its line is the first of those that stand side by side in it.
      row.beside = after === '\t' ? row.beside + 1 : 1
      const tabs = row.beside - 1
      const place = () => Object.assign(mark, placeInRow(column, columns, tabs))
      if (row.isLine || tabs > 0) {
        if (tabs === 1) row.placeFirst()
        place()
      } else row.placeFirst = place
    }
  }

  #item(element: Element): Pick<Mark, 'style' | 'level' | 'number' | 'sign'> {
    const list = this.#lists.at(-1)
    const item = { style: 'list-item', level: Math.max(1, this.#lists.length) } as const
    if (list?.items == null) return item
    const number = numberOf(element, 'value', list.items + 1)
    list.items = number
    const sign = `${written(number, list.format)}.`
    return { ...item, number, ...(sign === `${number}.` ? {} : { sign }) }
  }

  #separate(tag: string): void {
    if (!blocks.has(tag) || (this.#rows.at(-1)?.isLine && tag !== 'tr')) return
    const nested = (tag === 'ul' || tag === 'ol') && this.#lists.length > 0
    this.#want(spaced.has(tag) && !nested ? '\n\n' : '\n')
  }

  #want(gap: ' ' | '\t' | '\n' | '\n\n'): void {
    const order = ['', ' ', '\t', '\n', '\n\n']
    if (order.indexOf(gap) > order.indexOf(this.#gap)) this.#gap = gap
  }

  #lineBreak(): void {
    if (this.#gap === '\n' || this.#gap === '\n\n') this.#gap = '\n\n'
    else this.#gap = '\n'
  }
}

/** How the items of a list are numbered, by what the page says of its type. */
const formats: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}

/** No list that people read goes on further. */
const highestNumber = 100_000

/** An attribute that is the number of an item; another number where it is none. */
function numberOf(element: Element, name: string, otherwise: number): number {
  const number = Number.parseInt(attribute(element, name), 10)
  return Math.abs(number) <= highestNumber ? number : otherwise
}

const cellsIn = (row: Element): Element[] =>
  row.childNodes.filter((child): child is Element => child.nodeName === 'td' || child.nodeName === 'th')

/** What a cell heads, as it says itself or else by its row: one of heads alone heads columns. Null for a cell of data. */
function headOf(cell: Element): 'column' | 'row' | null {
  if (cell.tagName !== 'th') return null
  const scope = attribute(cell, 'scope').toLowerCase()
  if (scope.startsWith('col')) return 'column'
  if (scope.startsWith('row')) return 'row'
  const { parentNode } = cell
  const beside = parentNode && 'tagName' in parentNode ? cellsIn(parentNode) : []
  return beside.every(({ tagName }) => tagName === 'th') ? 'column' : 'row'
}

/** Whether a cell holds words of one line, by themselves or as its only paragraph, and so stands beside its neighbours. */
function isOneLine(cell: Element): boolean {
  let paragraphs = 0
  const left: Node[] = [...cell.childNodes]
  for (let node = left.pop(); node; node = left.pop()) {
    const { nodeName } = node
    if (nodeName === 'br') return false
    if (blocks.has(nodeName) && ((nodeName !== 'p' && nodeName !== 'div') || ++paragraphs > 1)) return false
    if ('childNodes' in node) for (const child of node.childNodes) left.push(child)
  }
  return true
}

/** How the letters in an element look by its tag. */
export const lookOf = (tag: string): LetterStyle | undefined =>
  Object.hasOwn(looks, tag) ? looks[tag] : undefined

function lettersOf(tag: string, style: string): LetterStyle[] {
  const own = lookOf(tag)
  const said = styledLooks.flatMap(([wording, look]) => (look !== own && wording.test(style) ? [look] : []))
  return own ? [own, ...said] : said
}

function shapeOf(tag: string): Pick<Mark, 'style' | 'level'> | null {
  if (/^h[1-6]$/.test(tag)) return { style: 'heading', level: Number(tag[1]) }
  return tag === 'td' || tag === 'th' ? { style: 'table-cell' } : null
}

function titleIn(element: Element): string {
  const text = element.childNodes.map(node => ('value' in node ? node.value : '')).join('')
  return text.replace(/\s+/g, ' ').trim()
}

const attribute = (element: Element, name: string): string =>
  element.attrs.find(a => a.name === name)?.value ?? ''
