import type { ExportFormat } from '../format.ts'
import { footnotesIn, type MemoBlock, type MemoRun } from '../memo-blocks.ts'
import { memoGroups, memosExport, quotationsNote } from '../memos.ts'
import type { Look } from '../styled-runs.ts'
import { dayOf } from '../words.ts'
import { markdownFileKind } from '../writing/file-kinds.ts'
import { contained } from '../writing/legible.ts'
import { asQuotation, escaped, inLine, lineStart, markdownFile, textTable } from '../writing/markdown.ts'

export const memosMd: ExportFormat = {
  ...memosExport,
  ...markdownFileKind,
  async make(study) {
    const groups = memoGroups(study)
    return markdownFile([
      `# ${memosExport.whatName}: ${inLine(study.study.title)}`,
      dayOf(study.madeAt),
      quotationsNote,
      ...(groups.length === 0 ? ['No memos yet.'] : []),
      ...groups.flatMap(({ name, level, memos }) => [
        headed(level + 1, inLine(name)),
        ...memos.flatMap(({ title, about, blocks, notes }) => [
          title === null ? '' : headed(level + 2, inLine(title)),
          `*${inLine(about)}*`,
          ...written(blocks, level + 2),
          footnotesIn(blocks)
            .map(({ number, words }) => `[^${number}]: ${inLine(words)}`)
            .join('\n\n'),
          ...notes.map(note => `*${inLine(note)}*`),
        ]),
      ]),
    ])
  },
}

const headed = (level: number, markdown: string): string => `${'#'.repeat(Math.min(6, level))} ${markdown}`

/** Blocks as Markdown; the items of neighbouring lists stand together. */
function written(blocks: readonly MemoBlock[], level: number): string[] {
  const found: string[] = []
  let inList = false
  for (const block of blocks) {
    const text = blockText(block, level)
    if (block.kind === 'item' && inList) found.push(`${found.pop()}\n${text}`)
    else found.push(text)
    inList = block.kind === 'item'
  }
  return found
}

function blockText(block: MemoBlock, level: number): string {
  switch (block.kind) {
    case 'heading':
      return headed(level + block.level, line(block.runs).replaceAll('\\\n', ' '))
    case 'paragraph':
      return line(block.runs)
    case 'quote':
      return asQuotation(line(block.runs))
    case 'item': {
      const mark = block.ordered ? `${block.number}.` : '-'
      const indent = '    '.repeat(block.level)
      return `${indent}${mark} ${line(block.runs).replaceAll('\n', `\n${indent}   `)}`
    }
    case 'table': {
      const [head = [], ...rows] = block.rows.map(row => row.map(cell => line(cell).replaceAll('\\\n', ' ')))
      return textTable(head, rows)
    }
    case 'quotation':
      return asQuotation(
        [quotedWords(block.runs), inLine([block.attribution, block.note].filter(p => p !== '').join(' '))]
          .filter(part => part !== '')
          .join('\n\n'),
      )
  }
}

const line = (runs: readonly MemoRun[]): string =>
  runs
    .map(runText)
    .join('')
    .trim()
    .split('\n')
    .map(part => lineStart(part.trim()))
    .join('\\\n')

/** The words of a quotation: blank lines part paragraphs, and no emphasis runs over the end of a line. */
const quotedWords = (runs: readonly MemoRun[]): string =>
  runs
    .flatMap(run =>
      run.text.split(/(\n+)/).map(text => (text.startsWith('\n') ? text : runText({ ...run, text }))),
    )
    .join('')
    .split(/\n\s*\n/)
    .map(paragraph =>
      paragraph
        .split('\n')
        .map(part => lineStart(part.trim()))
        .join('\\\n'),
    )
    .join('\n\n')

function runText({ text, address, footnote, ...look }: MemoRun): string {
  if (footnote) return `[^${footnote.number}]`
  const clean = contained(text).replace(/\n+/g, '\n')
  // Marks of emphasis close only against a word, so white space at the edges stays outside them.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(clean) ?? []
  if (words === '') return clean
  const marked = inLook(escaped(words), look)
  return `${before}${address === null ? marked : `[${marked}](<${address.replace(/[<>\\]/g, encodeURIComponent)}>)`}${after}`
}

function inLook(words: string, { bold, italic, strikethrough, superscript, subscript }: Look): string {
  const raised = superscript ? `<sup>${words}</sup>` : subscript ? `<sub>${words}</sub>` : words
  const marks = `${bold ? '**' : ''}${italic ? '*' : ''}${strikethrough ? '~~' : ''}`
  return `${marks}${raised}${[...marks].reverse().join('')}`
}
