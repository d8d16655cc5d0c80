import {
  type Codebook,
  type CodebookEntry,
  codebookExport,
  codebookOf,
  exampleFrom,
  kindNames,
  placeAndStatus,
  versionText,
  whoIsWho,
} from '../codebook.ts'
import type { ExportFormat } from '../format.ts'
import { pathText } from '../words.ts'
import { markdownFileKind } from '../writing/file-kinds.ts'
import { asQuotation, inLine, inParagraphs, markdownFile, table } from '../writing/markdown.ts'

export const codebookMd: ExportFormat = {
  ...codebookExport,
  ...markdownFileKind,
  async make(study) {
    const book = codebookOf(study)
    return markdownFile([
      `# ${codebookExport.whatName}: ${inLine(book.studyTitle)}`,
      book.day,
      ...book.notes.map(inLine),
      book.coders.length > 0 ? `Coders: ${inLine(whoIsWho(book.coders))}` : '',
      ...book.frameworks.flatMap(({ framework, entries }) => [
        `## ${inLine(framework.name)}`,
        `${kindNames[framework.kind]} framework, ${versionText(framework)}.`,
        inParagraphs(framework.description),
        ...(entries.length === 0
          ? ['No codes yet.']
          : [counts(book, entries), ...entries.flatMap(codeBlocks)]),
      ]),
    ])
  },
}

function counts(book: Codebook, entries: readonly CodebookEntry[]): string {
  const heads = [
    'Code',
    ...book.columns.map(({ short }) => inLine(short)),
    ...(book.showsConsensus ? ['Consensus'] : []),
  ]
  const rows = entries.map(entry => [
    inLine(pathText(entry.code.path)),
    ...entry.counts.map(String),
    ...(book.showsConsensus ? [String(entry.consensus)] : []),
  ])
  return table(heads, rows)
}

function codeBlocks({ code, level, example }: CodebookEntry): string[] {
  const part = (name: string, text: string) =>
    text.trim() === '' ? '' : `**${name}.** ${inParagraphs(text)}`
  return [
    `${'#'.repeat(Math.min(6, 3 + level))} ${inLine(code.name)}`,
    inLine(placeAndStatus(code)),
    part('Definition', code.definition),
    part('When to use', code.whenToUse),
    part('When not to use', code.whenNotToUse),
    ...(example === null
      ? []
      : ['**Example.**', asQuotation(`${inParagraphs(example.text)}\n\n${inLine(exampleFrom(example))}`)]),
  ]
}
