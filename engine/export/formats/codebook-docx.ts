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
import { hexOf } from '../palette-hex.ts'
import { type Block, type Cell, heading, mm, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** So many coders' counts stand beside the codes; more have tables of their own, so many columns each. */
const besideCodes = 6
const inOwnTable = 14
const countWidth = mm(12)
const consensusWidth = mm(20)

export const codebookDocx: ExportFormat = {
  ...codebookExport,
  ...docxFileKind,
  make(study) {
    const book = codebookOf(study)
    return docxFile({
      name: codebookExport.whatName,
      studyTitle: book.studyTitle,
      day: book.day,
      madeAt: study.madeAt,
      notes: [...book.notes, ...(book.coders.length > 0 ? [`Coders: ${whoIsWho(book.coders)}`] : [])],
      landscape: true,
      body: book.frameworks.flatMap(({ framework, entries }) => [
        heading(1, framework.name),
        paragraph('Note', `${kindNames[framework.kind]} framework, ${versionText(framework)}.`, {
          keepNext: true,
        }),
        ...(framework.description === ''
          ? []
          : [paragraph('Body', framework.description, { keepNext: true })]),
        ...(entries.length === 0 ? [paragraph('Body', 'No codes yet.')] : tablesOf(book, entries)),
      ]),
    })
  },
}

function tablesOf(book: Codebook, entries: readonly CodebookEntry[]): Block[] {
  if (book.columns.length <= besideCodes) return [codesTable(book, entries, book.columns.length)]
  const groups = Array.from({ length: Math.ceil(book.columns.length / inOwnTable) }, (_, n) => n * inOwnTable)
  return [
    codesTable(book, entries, 0),
    heading(2, 'Independent codings per coder'),
    ...groups.flatMap(from => [countsTable(book, entries, from), paragraph('Note', '')]),
  ]
}

/** Shares of the width left beside the counts: code, definition, when to use, when not, example. */
const shares = [0.2, 0.22, 0.18, 0.18, 0.22]

function codesTable(book: Codebook, entries: readonly CodebookEntry[], columns: number): Block {
  const counted = countWidth * columns + (book.showsConsensus ? consensusWidth : 0)
  const texts = shares.map(share => Math.floor(share * (contentWidth(true) - counted)))
  const shown = book.columns.slice(0, columns)
  const words = ['Code', 'Definition', 'When to use', 'When not to use', 'Example']
  const numbers = [...shown.map(({ short }) => short), ...(book.showsConsensus ? ['Consensus'] : [])]
  return table(
    [...texts, ...shown.map(() => countWidth), ...(book.showsConsensus ? [consensusWidth] : [])],
    [
      ...words.map(word => paragraph('CellHead', word)),
      ...numbers.map(word => paragraph('CellHead', word, { alignment: 'right' })),
    ],
    entries.map(entry =>
      shadedWhereLeading(entry, [
        codeCell(entry),
        ...[entry.code.definition, entry.code.whenToUse, entry.code.whenNotToUse].map(text),
        exampleCell(entry),
        ...[...entry.counts.slice(0, columns), ...(book.showsConsensus ? [entry.consensus] : [])].map(count),
      ]),
    ),
  )
}

function countsTable(book: Codebook, entries: readonly CodebookEntry[], from: number): Block {
  const shown = book.columns.slice(from, from + inOwnTable)
  return table(
    [contentWidth(true) - countWidth * shown.length, ...shown.map(() => countWidth)],
    [
      paragraph('CellHead', 'Code'),
      ...shown.map(({ short }) => paragraph('CellHead', short, { alignment: 'right' })),
    ],
    entries.map(entry =>
      shadedWhereLeading(entry, [codeCell(entry), ...entry.counts.slice(from, from + inOwnTable).map(count)]),
    ),
  )
}

/** The rows of codes that lead others stand out. */
const shadedWhereLeading = ({ leads }: CodebookEntry, cells: Cell[]): Cell[] =>
  leads ? cells.map(cell => ({ ...cell, shaded: true })) : cells

function codeCell({ code, level }: CodebookEntry): Cell {
  const indent = mm(3.5 * Math.min(level, 6))
  return {
    edge: hexOf(code.colour),
    blocks: [
      paragraph('Cell', runs(code.name, { bold: true }), { indent }),
      paragraph('CellQuiet', placeAndStatus(code), { indent }),
    ],
  }
}

const text = (content: string): Cell => ({
  blocks: content
    .trim()
    .split(/\n\s*\n/)
    .map(part => paragraph('Cell', part)),
})

function exampleCell({ example }: CodebookEntry): Cell {
  if (!example) return text('')
  const { blocks } = text(example.text)
  return example.from === 'code'
    ? { blocks }
    : { blocks: [...blocks, paragraph('CellQuiet', exampleFrom(example))] }
}

const count = (n: number): Cell => ({ blocks: [paragraph('Cell', String(n), { alignment: 'right' })] })
