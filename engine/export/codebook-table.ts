import { type Codebook, codebookOf, exampleFrom, kindNames, whoIsWho } from './codebook.ts'
import type { StudyReader } from './study-reader.ts'
import { pathText } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** The coding framework as one table, a row for each code, for workbooks and CSV files. */
export interface CodebookTable {
  columns: XlsxColumn[]
  rows: XlsxCell[][]
  book: Codebook
}

export function codebookTable(study: StudyReader): CodebookTable {
  const book = codebookOf(study)
  return {
    book,
    columns: [
      { head: 'Framework', width: 16 },
      { head: 'Kind', width: 10 },
      { head: 'Version', width: 8 },
      { head: 'Level', width: 6 },
      { head: 'Code', width: 26 },
      { head: 'Path', width: 28 },
      { head: 'Definition', width: 34 },
      { head: 'When to use', width: 28 },
      { head: 'When not to use', width: 28 },
      { head: 'Example', width: 36 },
      { head: 'Example from', width: 20 },
      ...book.columns.map(({ head }) => ({ head, width: 12 })),
      ...(book.showsConsensus ? [{ head: 'Consensus codings', width: 12 }] : []),
      { head: 'Status', width: 11 },
      { head: 'Code id', width: 38, screenOnly: true },
    ],
    rows: book.frameworks.flatMap(({ framework, entries }) =>
      entries.map(({ code, level, example, counts, consensus }): XlsxCell[] => [
        framework.name,
        kindNames[framework.kind],
        framework.version === 0 ? null : framework.version,
        level + 1,
        { text: code.name, indent: level, bold: level === 0 },
        pathText(code.path),
        code.definition,
        code.whenToUse,
        code.whenNotToUse,
        example?.text ?? '',
        exampleFrom(example),
        ...counts,
        ...(book.showsConsensus ? [consensus] : []),
        code.status,
        code.id,
      ]),
    ),
  }
}

/** Lines about the whole table: what it is of, and what its columns hold. */
export const codebookAbout = (book: Codebook): [string, string][] => [
  ['Study', book.studyTitle],
  ['Exported', book.day],
  ...book.notes.map((note): [string, string] => ['Note', note]),
  ...(book.columns.length > book.coders.length
    ? []
    : [['Coders', whoIsWho(book.coders)] as [string, string]]),
  ['Version', 'The newest frozen version of the framework; empty where none was frozen.'],
]
