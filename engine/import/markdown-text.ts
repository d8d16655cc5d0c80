import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Mark } from '#shared/model/document.ts'
import { lookOf, writeHtml } from './html-to-text.ts'
import { TextBuilder } from './text-builder.ts'

type Root = ReturnType<typeof fromMarkdown>
type RootContent = Root['children'][number]
type Nodes = Root | RootContent

/** The text of a Markdown file without its signs: blocks set apart by an empty line, table cells by tabs. */
export interface MarkdownText {
  builder: TextBuilder
  /** Offsets of lines that are headings. */
  headings: Set<number>
  pictures: number
}

/** Elements whose content no reader of a page sees as its text. */
const unread =
  'applet|audio|button|canvas|embed|form|head|iframe|input|math|noscript|object|script|select|style|svg|template|textarea|title|video'
/** Elements that a page may have; `<inaudible>` is none, and somebody wrote it to be read. */
const element = new RegExp(
  `^<[/!?]?(?:-|\\[|doctype|a|abbr|b|base|big|blockquote|body|br|center|code|col|colgroup|dd|del|details|div|dl|dt|em|font|figure|h[1-6]|hr|html|i|img|ins|kbd|label|li|link|mark|meta|ol|option|p|picture|pre|q|s|samp|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|${unread})\\b`,
  'i',
)
const unreadTag = new RegExp(`^<(/?)(${unread})\\b`, 'i')

/** Writes what a reader of the formatted file would see, and its looks as marks. */
export function writeMarkdown(source: string, fileName: string): MarkdownText {
  const root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const writer = new Writer(source, fileName)
  writer.root(root)
  return writer
}

const isAddress = (url: string): boolean => /[/.#@]/.test(url)

class Writer implements MarkdownText {
  readonly builder: TextBuilder
  readonly headings = new Set<number>()
  pictures = 0
  readonly #source: string
  /** What the file's link definitions call by a name. */
  readonly #addresses = new Set<string>()
  /** The notes by what the file calls them. */
  readonly #numbers = new Map<string, number>()
  /** Nothing is written of the block yet that is to stand apart from the one before. */
  #gap = ''

  constructor(source: string, fileName: string) {
    this.#source = source
    this.builder = new TextBuilder(fileName)
  }

  /** Notes stand at the end, whatever their place in the file. */
  root({ children }: Root): void {
    for (const node of children) {
      if (node.type === 'definition' && isAddress(node.url)) this.#addresses.add(node.identifier)
    }
    const notes = children.filter(node => node.type === 'footnoteDefinition')
    for (const note of notes) this.#numbers.set(note.identifier, this.#numbers.size + 1)
    this.#blocks(children.filter(node => node.type !== 'footnoteDefinition'))
    for (const note of notes) {
      this.#want('\n')
      this.#write(`[${this.#numbers.get(note.identifier)}] `)
      this.#blocks(note.children, 0, '\n')
    }
  }

  #blocks(nodes: readonly RootContent[], level = 0, apart = '\n\n'): void {
    for (const node of nodes) {
      this.#block(node, level)
      this.#want(apart)
    }
  }

  #block(node: RootContent, level: number): void {
    switch (node.type) {
      case 'heading':
        this.#marked(node.children, { style: 'heading', level: node.depth })
        return
      case 'list':
        for (const [index, item] of node.children.entries()) {
          const number = node.ordered ? { number: (node.start ?? 1) + index } : {}
          const before = this.#next
          if (item.checked != null) this.#write(item.checked ? '[x] ' : '[ ] ')
          const [first, ...rest] = item.children
          if (first?.type === 'paragraph') this.#inline(first.children)
          else if (first) this.#block(first, level + 1)
          this.#mark(before, { style: 'list-item', level: level + 1, ...number })
          for (const child of rest) {
            this.#want('\n')
            this.#block(child, level + 1)
          }
          this.#want('\n')
        }
        return
      case 'table':
        for (const [rowIndex, row] of node.children.entries()) {
          for (const [index, cell] of row.children.entries()) {
            if (index > 0) this.#write('\t')
            const heads = rowIndex === 0 ? ({ heads: 'column' } as const) : {}
            this.#marked(cell.children, { style: 'table-cell', ...heads })
          }
          this.#want('\n')
        }
        return
      case 'blockquote':
        this.#blocks(node.children, level)
        return
      case 'code':
        this.#write(node.value)
        return
      case 'html':
        this.#html(node.value)
        return
      case 'definition':
        // `[id1]: Yes` is how a speaker is written, too; an address is not shown.
        if (!isAddress(node.url)) this.#write(this.#sourceOf(node))
        return
      case 'thematicBreak':
        return
      default:
        this.#inline('children' in node ? node.children : [node])
    }
  }

  #inline(nodes: readonly Nodes[]): void {
    let unreadIn = ''
    const begun = new Map<string, number>()
    for (const node of nodes) {
      const tag = node.type === 'html' ? unreadTag.exec(node.value) : null
      const name = tag?.[2]?.toLowerCase() ?? ''
      if (unreadIn !== '') {
        if (tag?.[1] === '/' && name === unreadIn) unreadIn = ''
        continue
      }
      if (tag?.[1] === '' && !/^(?:input|embed)$/.test(name)) unreadIn = name
      switch (node.type) {
        case 'text':
          this.#write(this.#isAtStart ? node.value.trimStart() : node.value)
          break
        case 'inlineCode':
          this.#write(node.value)
          break
        case 'break':
          this.#write('\n')
          break
        case 'strong':
          this.#marked(node.children, { style: 'bold' })
          break
        case 'emphasis':
          this.#marked(node.children, { style: 'italic' })
          break
        case 'delete':
          this.#marked(node.children, { style: 'strikethrough' })
          break
        case 'image':
        case 'imageReference':
          this.pictures++
          break
        case 'html':
          this.#tag(node.value, begun)
          if (/^<br\b/i.test(node.value)) this.#write('\n')
          else if (!element.test(node.value)) this.#write(node.value)
          break
        case 'linkReference':
          if (this.#addresses.has(node.identifier)) this.#inline(node.children)
          else this.#write(this.#sourceOf(node))
          break
        case 'footnoteReference':
          this.#write(`[${this.#numbers.get(node.identifier) ?? node.identifier}]`)
          break
        default:
          if ('children' in node) this.#inline(node.children)
      }
    }
  }

  /** A tag among words: where one opens that looks like something, and what stands between it and where it closes. */
  #tag(tag: string, begun: Map<string, number>): void {
    const [, closes = '', name = ''] = /^<(\/?)([a-z]+)\b/i.exec(tag.toLowerCase()) ?? []
    const style = lookOf(name)
    if (!style) return
    const start = begun.get(name)
    if (closes === '') begun.set(name, this.#next)
    else if (start !== undefined) this.#mark(start, { style })
    if (closes !== '') begun.delete(name)
  }

  #html(value: string): void {
    if (!element.test(value)) {
      this.#write(value)
      return
    }
    const page = new TextBuilder('')
    this.pictures += writeHtml(value, page).pictures
    this.#write(page.text)
  }

  #marked(nodes: readonly Nodes[], look: Omit<Mark, 'start' | 'end'>): void {
    const start = this.#next
    this.#inline(nodes)
    this.#mark(start, look)
    if (look.style === 'heading') this.headings.add(start)
  }

  #mark(start: number, look: Omit<Mark, 'start' | 'end'>): void {
    this.builder.mark({ start, end: this.builder.length, ...look })
  }

  /** Where what is written next will begin. */
  get #next(): number {
    return this.builder.length === 0 ? 0 : this.builder.length + this.#gap.length
  }

  get #isAtStart(): boolean {
    return this.#gap !== '' || this.builder.length === this.builder.lineStart
  }

  #want(gap: string): void {
    if (gap.length > this.#gap.length) this.#gap = gap
  }

  #write(text: string): void {
    if (text === '') return
    if (this.builder.length > 0 && this.#gap !== '') this.builder.append(this.#gap)
    this.#gap = ''
    this.builder.append(text)
  }

  #sourceOf({ position }: Nodes): string {
    return this.#source.slice(position?.start.offset, position?.end.offset)
  }
}
