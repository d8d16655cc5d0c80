import type { QueryPlace, StudyQuery } from '#shared/model/query.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, withheldNote } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** What is the same of every export of queries, whatever its format. */
export const queryExport = {
  what: 'query',
  inSteps: true,
  whatName: 'Queries',
  description:
    'What a query under Explore finds, place by place with the words around it and its attribution; every saved query where none is chosen.',
}

/** Which query a report is of: a saved one by its id, or one as it is asked. */
export type QueryChoice = { saved: string } | { asks: StudyQuery }

/** A place as an export shows it. */
export interface PrintedPlace extends QueryPlace {
  attribution: string
}

/** A query with all it finds. */
export interface PrintedQuery {
  /** Empty where it is not saved. */
  name: string
  asks: StudyQuery
  inWords: string
  /** What no longer stands, and what there is to know about the answer. */
  notes: string[]
  counts: { places: number; sources: number; cases: number }
  places: PrintedPlace[]
}

/** What a query found, counted in a line: `12 places in 4 sources, of 3 people and sites.` */
const countedInWords = ({ places, sources, cases }: PrintedQuery['counts']): string =>
  `${of(places, 'place')} in ${of(sources, 'source')}, of ${of(cases, 'person or site', 'people and sites')}.`

/** What a query asks, how much it finds and what there is to know about that, a line each. */
export const saidOf = ({ inWords, counts, notes }: PrintedQuery): string[] => [
  inWords,
  countedInWords(counts),
  ...notes,
]

const of = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

/** The places of queries as one table, a row for each, for workbooks and CSV files. */
export const queryTable = (
  queries: readonly PrintedQuery[],
): { columns: XlsxColumn[]; rows: XlsxCell[][] } => ({
  columns: [
    { head: 'Query', width: 20 },
    { head: 'Source', width: 20 },
    { head: 'Turn', width: 7 },
    { head: 'Speaker', width: 12 },
    { head: 'Before', width: 34 },
    { head: 'Passage', width: 46 },
    { head: 'After', width: 34 },
    { head: 'Attribution', width: 22 },
    { head: 'People and sites', width: 20 },
    { head: 'Codes there', width: 26 },
    { head: 'Layer', width: 12 },
    { head: 'Coder', width: 8 },
    { head: 'Polarity', width: 11 },
    { head: 'Start', width: 8, screenOnly: true },
    { head: 'End', width: 8, screenOnly: true },
    { head: 'Source id', width: 38, screenOnly: true },
    { head: 'Coding id', width: 38, screenOnly: true },
  ],
  rows: queries.flatMap(({ name, asks, places }) =>
    places.map((place): XlsxCell[] => [
      name,
      place.sourceTitle,
      place.line,
      place.speaker ?? '',
      place.before,
      place.match,
      place.after,
      place.attribution,
      place.cases.join('; '),
      place.codes.map(code => code.name).join('; '),
      layerNames[asks.layer],
      place.coderInitials ?? '',
      place.polarity ?? '',
      place.start,
      place.end,
      place.source,
      place.coding ?? '',
    ]),
  ),
})

/** Lines about the whole table: what each query asks for, and what there is to know. */
export const queryAbout = (study: StudyReader, queries: readonly PrintedQuery[]): [string, string][] => [
  ['Study', study.study.title],
  ['Exported', dayOf(study.madeAt)],
  ...queries.flatMap(({ name, inWords, counts, notes }): [string, string][] => [
    [name === '' ? 'Query' : name, `${inWords} ${countedInWords(counts)}`],
    ...notes.map((note): [string, string] => ['Note', note]),
  ]),
  ...(queries.length === 0 ? [['Note', noneSaved] as [string, string]] : []),
  ...(study.withheld ? [['Note', withheldNote] as [string, string]] : []),
  [
    'Start, End',
    'Where the place stands in the stored text, counted from 0 in UTF-16 code units; the end is not part of it.',
  ],
]

export const noneSaved = 'No query is saved.'
