import type { ExampleKind } from '#shared/model/codebook.ts'
import {
  type CodedSpan,
  type Disagreement,
  type DisagreementKind,
  type GivenRuling,
  isForNothing,
  isOfOneSide,
  type LeftRuling,
} from '#shared/model/disagreement.ts'
import { outcomeText, settledByRule } from './codings.ts'
import { oneReader, readersOf } from './readers.ts'
import type { SettledRound, StudyReader } from './study-reader.ts'
import { dayOf, namesHiddenNote, pathText, withheldNote } from './words.ts'
import type { XlsxCell, XlsxColumn } from './writing/xlsx.ts'

/** What is the same of every adjudication register, whatever its format. */
export const registerExport = {
  what: 'adjudication',
  whatName: 'Adjudication register',
  description:
    'Every difference between a round’s coders: the passage, both readings, what was ruled, by whom, when and why.',
}

/** What each kind of difference is called in a column. */
export const differenceNames: Record<DisagreementKind, string> = {
  omission: 'Omission',
  boundary: 'Extent',
  code: 'Code',
  slot: 'Framework slot',
  polarity: 'Polarity',
}

const exampleNames: Record<ExampleKind, string> = {
  inclusion: 'Inclusion',
  exclusion: 'Exclusion',
  typical: 'Typical example',
  'near-miss': 'Near-miss',
}

/** The register as one table: round by round, in the order of sources and text. */
export function registerTable(study: StudyReader): { columns: XlsxColumn[]; rows: XlsxCell[][] } {
  const codes = new Map(
    study.frameworks().flatMap(({ codes: listed }) => listed.map(code => [code.id, pathText(code.path)])),
  )
  const sources = new Map(study.sources().map(({ id, title }) => [id, title]))
  const people = new Map(study.members().map(({ id, name }) => [id, name]))
  const changes = new Map(
    [...Map.groupBy(study.examples(), ({ round, disagreement }) => `${round} ${disagreement}`)].map(
      ([item, examples]) => [
        item,
        examples.map(({ kind, code }) => `${exampleNames[kind]} of ${codes.get(code) ?? ''}`),
      ],
    ),
  )
  const codeOf = (id: string) => codes.get(id) ?? ''
  const reading = (source: string, spans: readonly CodedSpan[]): string =>
    spans
      .map(
        span =>
          `${codeOf(span.code)}${span.polarity ? ` (${span.polarity})` : ''}: ${study.words(source, span)}`,
      )
      .join('\n')
  /** What was ruled: the cells from the outcome to the date. */
  const ruled = (
    { ruling, source, names, before = '', isBare }: Ruled,
    { made }: SettledRound,
  ): XlsxCell[] => [
    `${before}${outcomeText(ruling, names, isBare)}`,
    (made.get(ruling.id) ?? [])
      .map(span => `${codeOf(span.code)}, ${span.start}–${span.end}: ${study.words(source, span)}`)
      .join('\n') || 'Nothing',
    ruling.code === undefined ? '' : codeOf(ruling.code),
    ruling.reason,
    people.get(ruling.reviewer) ?? '',
    ruling.discussedWith,
    ruling.ruledAt.slice(0, 10),
  ]
  const rowsOf = (item: Disagreement, round: SettledRound): XlsxCell[][] => {
    const { title, discussion } = round
    const { source, ruling, overtaken = [] } = item
    const { names, sides, byCoder } = readersOf(item, round)
    const [first, second] = sides
    const said = discussion.comments.filter(({ disagreement }) => disagreement === item.id)
    const place = [title, sources.get(source) ?? '', item.start, item.end, study.words(source, item)]
    return [
      [
        ...place,
        differenceNames[item.kind],
        names[first],
        reading(source, item.sides[round.coderIds[first]] ?? []),
        names[second],
        reading(source, item.sides[round.coderIds[second]] ?? []),
        item.cost,
        ...(ruling
          ? ruled(
              { ruling, source, names, isBare: isForNothing(item, ruling.outcome, round.coderIds) },
              round,
            )
          : [unruledText(item), '', '', '', '', '', '']),
        changes.get(`${round.id} ${item.id}`)?.join('\n') ?? '',
        said
          .map(({ author, words }) => `${byCoder(author ?? '') ?? people.get(author ?? '') ?? ''}: ${words}`)
          .join('\n'),
        item.id,
      ],
      ...overtaken.map(earlier => [
        ...place,
        differenceNames[item.kind],
        ...['', '', '', '', ''],
        ...ruled(
          { ruling: earlier, source, names, before: 'Ruled before the change: ', isBare: false },
          round,
        ),
        ...['', '', item.id],
      ]),
    ]
  }
  /** A ruling whose difference is there no longer: what it made stands still. */
  const leftRow = ({ ruling, kind, source, passages, on }: LeftRuling, round: SettledRound): XlsxCell[] => {
    const names = round.namesHidden ? oneReader : round.coders
    const [first] = passages
    const stands = first ? { start: first.start, end: Math.max(...passages.map(({ end }) => end)) } : null
    const place = on ?? stands
    return [
      round.title,
      sources.get(source) ?? '',
      ...(place ? [place.start, place.end, study.words(source, place)] : ['', '', '']),
      differenceNames[kind],
      ...['', '', '', '', ''],
      ...ruled(
        {
          ruling,
          source,
          names,
          before: 'Ruled where nothing differs now: ',
          isBare: isOfOneSide(ruling.outcome) && passages.length === 0,
        },
        round,
      ),
      ...['', '', ''],
    ]
  }
  return {
    columns: [
      { head: 'Round', width: 14 },
      { head: 'Source', width: 20 },
      { head: 'Start', width: 8 },
      { head: 'End', width: 8 },
      { head: 'Passage', width: 44 },
      { head: 'Kind', width: 10 },
      { head: 'Coder A', width: 14 },
      { head: 'Reading A', width: 32 },
      { head: 'Coder B', width: 14 },
      { head: 'Reading B', width: 32 },
      { head: 'Characters in dispute', width: 11 },
      { head: 'Outcome', width: 22 },
      { head: 'What stands', width: 32 },
      { head: 'New code', width: 20 },
      { head: 'Reason', width: 28 },
      { head: 'Ruled by', width: 15 },
      { head: 'Discussed with', width: 18 },
      { head: 'Date', width: 11 },
      { head: 'Framework change', width: 28 },
      { head: 'Comments', width: 28 },
      { head: 'Difference id', width: 34, screenOnly: true },
    ],
    rows: study
      .settledRounds()
      .flatMap(round => [
        ...round.differences.flatMap(item => rowsOf(item, round)),
        ...round.left.map(ruling => leftRow(ruling, round)),
      ]),
  }
}

/** A ruling as a row of the register tells it; `before` stands before its outcome. */
interface Ruled {
  ruling: GivenRuling
  source: string
  names: readonly [string, string]
  before?: string
  /** The side that stands coded nothing. */
  isBare: boolean
}

function unruledText({ byRule, overtaken, stands }: Disagreement): string {
  if (byRule) return settledByRule(byRule)
  if (stands) return 'Changed since the round was closed: what was ruled stands'
  return overtaken ? 'Asked again: changed since' : 'Not settled yet'
}

/** Lines about the register as a whole. */
export const registerAbout = (study: StudyReader): [string, string][] => [
  ['Study', study.study.title],
  ['Exported', dayOf(study.madeAt)],
  ...(study.withheld ? [['Note', withheldNote] as [string, string]] : []),
  ...(study.settledRounds().some(({ namesHidden }) => namesHidden)
    ? [['Names', namesHiddenNote] as [string, string]]
    : []),
  [
    'Outcome',
    'What was ruled, and with “What stands” which codings of the consensus came of it: their code, place and words. Both coders’ own codings stay as they were made, whatever was ruled.',
  ],
  [
    'Ruled before the change',
    'A ruling on codings that later work or a change of the framework made differ otherwise. The difference is asked again; until it is ruled on anew, what was ruled stands. In a round that is closed it stands for good.',
  ],
  ['Framework change', 'The codes of which the passage was made an example after it was ruled on.'],
]
