import { contained, oneLine } from './legible.ts'

/** Text inside a line of Markdown: nothing in it is read as a mark, a tag, a link or an entity. */
export const inLine = (text: string): string => escaped(oneLine(contained(text)))

/** Running text as Markdown paragraphs: blank lines part them, single line ends are kept as breaks. */
export const inParagraphs = (text: string): string =>
  contained(text)
    .trim()
    .split(/\n\s*\n/)
    .map(paragraph =>
      paragraph
        .split('\n')
        .map(line => lineStart(escaped(line.trim())))
        .join('\\\n'),
    )
    .filter(paragraph => paragraph !== '')
    .join('\n\n')

/** Text as a quotation, attribution included by the caller. */
export const asQuotation = (markdown: string): string =>
  markdown
    .split('\n')
    .map(line => `> ${line}`.trimEnd())
    .join('\n')

/** Guards the start of a line whose marks are already escaped: headings, lists, rules, underlines. */
export const lineStart = (line: string): string =>
  line.replace(/^([#+\-=])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2')

/** Escapes the marks of Markdown wherever they stand; for text that goes on in a line. */
export const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>|~$]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&')

/** A table: the first column left, all others right. Cells are already Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, n) => (n === 0 ? '---' : '---:')), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n')

/** A table of words, every column to the left. Cells are already Markdown, without line ends. */
export const textTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

/** Blocks with a blank line between, ending in one line end, as UTF-8. */
export const markdownFile = (blocks: readonly string[]): Uint8Array =>
  new TextEncoder().encode(`${blocks.filter(block => block !== '').join('\n\n')}\n`)
