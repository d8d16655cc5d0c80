import { isNameless } from '#shared/model/coding.ts'
import { codingRows } from './codings.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, layersNote, layersOf, pathText, withheldNote } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** The codings as one table, a row for each, for workbooks and CSV files. */
export interface CodingsTable {
  columns: XlsxColumn[]
  rows: XlsxCell[][]
}

export const codingsTable = (study: StudyReader): CodingsTable => ({
  columns: [
    { head: 'Layer', width: 12 },
    { head: 'Source', width: 20 },
    { head: 'Kind', width: 10 },
    { head: 'Data set', width: 12 },
    { head: 'Speaker', width: 12 },
    { head: 'Start', width: 8 },
    { head: 'End', width: 8 },
    { head: 'Passage', width: 52 },
    { head: 'Attribution', width: 22 },
    { head: 'Framework', width: 15 },
    { head: 'Code path', width: 28 },
    { head: 'Coder', width: 15 },
    { head: 'Initials', width: 8 },
    { head: 'Polarity', width: 11 },
    { head: 'Comment', width: 24 },
    { head: 'Round', width: 14 },
    { head: 'Ruling', width: 20 },
    { head: 'Reason', width: 28 },
    { head: 'Ruled by', width: 15 },
    { head: 'Created (UTC)', width: 19 },
    { head: 'Framework version', width: 10 },
    { head: 'Coding id', width: 38, screenOnly: true },
    { head: 'Source id', width: 38, screenOnly: true },
    { head: 'Code id', width: 38, screenOnly: true },
  ],
  rows: codingRows(study, layersOf(study)).map(
    ({ passage, framework, path, dataSet, attribution, round, settlement }): XlsxCell[] => [
      layerNames[passage.layer],
      passage.sourceTitle,
      passage.sourceKind,
      dataSet,
      passage.speaker ?? '',
      passage.start,
      passage.end,
      passage.text,
      attribution,
      framework,
      pathText(path),
      passage.coderName ?? '',
      passage.coderInitials ?? '',
      passage.polarity ?? '',
      passage.comment,
      round,
      settlement.outcome,
      settlement.reason,
      settlement.reviewer,
      // Where whose it is is hidden, when it was made would tell.
      isNameless(passage) ? '' : passage.createdAt.slice(0, 19).replace('T', ' '),
      passage.version,
      isNameless(passage) ? '' : passage.id,
      passage.source,
      passage.code,
    ],
  ),
})

/** Lines about the whole table: what it is of, and what its columns hold. */
export const codingsAbout = (study: StudyReader): [string, string][] => [
  ['Study', study.study.title],
  ['Exported', dayOf(study.madeAt)],
  ['Note', layersNote(layersOf(study))],
  ...(study.withheld ? [['Note', withheldNote] as [string, string]] : []),
  [
    'Start, End',
    'Where the passage stands in the stored text, counted from 0 in UTF-16 code units; the end is not part of it.',
  ],
  [
    'Framework version',
    'The version of the code’s framework that it was coded with: that of its round, else of the moment; 0 before the first was frozen.',
  ],
  [
    'Ruling',
    'What came of comparing the coders: that both agreed, whose coding stands, or that it is not settled yet.',
  ],
]
