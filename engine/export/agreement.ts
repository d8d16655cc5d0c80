import type {
  AgreementCell,
  AgreementNote,
  AgreementReport,
  Figure,
  GroupAgreement,
  Unit,
} from '#shared/model/agreement.ts'
import { type DisagreementKind, disagreementKinds } from '#shared/model/disagreement.ts'
import type { AgreementChoice } from '#shared/model/report.ts'
import { coefficients } from '../agreement/coefficients/index.ts'
import {
  conventionsOfOthers,
  counted,
  figureNames,
  listed,
  number,
  outcomeNames,
  type ReportWords,
  reportWords,
  shareText,
  standing,
  type ToldOutcome,
  unitNames,
} from './agreement-words.ts'
import { bareSources, type ComparedCode, type ComparedPair } from './compared-pair.ts'
import { type FigureLook, howInterval, ownMethod, whyNoInterval } from './figure-text.ts'
import { methodsParagraph } from './methods-paragraph.ts'
import type { StudyReader } from './study-reader.ts'
import { blindUntil, dayOf } from './words.ts'

/** What is the same of every agreement report, whatever its format. */
export const agreementExport = {
  what: 'agreement',
  inSteps: true,
  whatName: 'Agreement report',
  description:
    'What two coders coded twice and how far they agree: counts, coefficients with intervals, differences and how they were settled, and a paragraph for the methods section.',
}

/** What holds where nothing is chosen: the latest round that can be compared, in the unit it was planned for, all of its text but what emails quote. */
export const usualAgreement: AgreementChoice = {
  round: null,
  coders: null,
  unit: null,
  withInterviewer: true,
  withQuoted: false,
  coefficients: false,
}

/** One line of a table of codes. */
export interface CodeLine extends AgreementCell {
  code: ComparedCode
  /** True where the codings of the codes beneath it count as its own. */
  withDescendants: boolean
  notes: AgreementNote[]
}

/** A fact about the comparison: what, and what holds. */
export type Fact = readonly [string, string]

/** The agreement report as every format of it shows it. */
export interface AgreementPages extends Omit<ComparedPair, 'codes'> {
  words: ReportWords
  /** False in a reflexive study where they were not asked for: then there are counts and no figure. */
  withCoefficients: boolean
  unit: Record<'one' | 'many', string>
  paragraph: string
  /** What was coded twice, by whom, when, how. */
  facts: Fact[]
  /** The overall figures that this report has. */
  overall: { name: string; look: FigureLook; figure: Figure; about: string }[]
  /** How intervals were made, or why there are none, in a sentence; empty where there is no figure. */
  intervals: string
  frameworks: { name: string; codes: CodeLine[] }[]
  groups: GroupAgreement[]
  /** How many differences there are of each kind, and what was ruled; null outside rounds. */
  settled: {
    kind: DisagreementKind
    count: number
    ruled: number
    outcomes: { [outcome in ToldOutcome['id']]?: number }
  }[]
  /** What rulings may be, as `settled` counts them. */
  outcomes: readonly ToldOutcome[]
  /** What a unit is, how tables are put together, which conventions there are. */
  methods: Fact[]
}

/** Everything the agreement report says; refuses while a blind round hides what it would compare. */
export async function agreementOf(study: StudyReader): Promise<AgreementPages> {
  const pair = await study.comparedPair()
  const { stance } = study.study
  const withCoefficients = stance !== 'reflexive' || study.agreement.coefficients
  const { report, docket } = pair
  const put = withCoefficients ? poolingInWords : countsOnly
  const { figures } = report.overall
  const [a, b] = pair.coders
  const outcomes = outcomeNames(a.initials, b.initials)
  return {
    ...pair,
    words: reportWords[stance],
    withCoefficients,
    unit: unitNames[report.unit],
    paragraph: methodsParagraph(pair, { stance, withCoefficients, madeBy: study.madeBy }),
    facts: factsOf(pair),
    overall: withCoefficients
      ? figureNames.flatMap(({ id, name, look }) => {
          const figure = figures[id]
          if (!figure) return []
          const known = coefficients.find(coefficient => coefficient.id === id)
          return [{ name, look, figure, about: known?.description ?? ownMethod(figure) }]
        })
      : [],
    intervals: intervalsOf(Object.values(figures)),
    frameworks: byFramework(pair),
    groups: report.groups.map(group => ({ ...group, pooling: put(group.pooling) })),
    settled: docket
      ? disagreementKinds.map(kind => {
          const items = docket.items.filter(item => item.kind === kind)
          const rulings = standing(items, pair.coders)
          const fell = outcomes.map(({ id }) => [id, rulings.filter(each => each === id).length])
          return { kind, count: items.length, ruled: rulings.length, outcomes: Object.fromEntries(fell) }
        })
      : [],
    outcomes,
    methods: methodsOf(report, withCoefficients, study.madeBy),
  }
}

/** How intervals were made, or why there are none. */
function intervalsOf(figures: readonly Figure[]): string {
  const how = figures.map(howInterval).find(found => found !== null)
  if (how) return `Intervals: ${how}.`
  const why = figures.map(whyNoInterval).find(found => found !== null)
  return why ? `No intervals: ${why.replace(/^no interval: /, '')}.` : ''
}

function byFramework({ report, codes }: ComparedPair): AgreementPages['frameworks'] {
  const lines = report.codes.flatMap((one): CodeLine[] => {
    const { code: id, withDescendants, ...own } = one
    const code = codes.get(id)
    if (!code) return []
    return [
      { ...own, code, withDescendants: false },
      ...(withDescendants ? [{ ...withDescendants, code, withDescendants: true }] : []),
    ]
  })
  return [...Map.groupBy(lines, line => line.code.framework)].map(([name, of]) => ({ name, codes: of }))
}

/** Whether the coders of a round saw each other's work, and since when. */
function blindness({ blind, unblinded }: NonNullable<ComparedPair['round']>): string {
  if (unblinded) return `blind ${blindUntil(unblinded)}`
  return blind
    ? 'blind: neither saw the other’s codings until both had submitted'
    : 'open: both could see each other’s codings'
}

function factsOf(pair: ComparedPair): Fact[] {
  const { coders, round, sources, whole, report, docket } = pair
  const bare = bareSources(pair)
  const words = sources.reduce((sum, source) => sum + source.words, 0)
  const day = (at: string) => dayOf(new Date(at))
  const sets = whole.dataSets.flatMap(({ name, sources: all }): string[] => {
    const of = sources.filter(({ dataSet }) => (dataSet ?? '') === name)
    if (of.length === 0) return []
    const counts = `${number(of.length)} of ${counted(all, 'source')}`
    return [`${name === '' ? 'no data set' : name}: ${counts}`]
  })
  return [
    [
      'Coded twice',
      `${number(sources.length)} of ${counted(whole.sources, 'source')} of the study (${shareText(sources.length, whole.sources)}); ${number(words)} of ${counted(whole.words, 'word')} (${shareText(words, whole.words)})${bare === 0 ? '' : `; neither coded anything in ${number(bare)} of these sources`}`,
    ],
    ['Data sets', sets.join('; ')],
    ...coders.map(({ name, initials, codings, firstAt, lastAt, submittedAt }, n): Fact => {
      const when =
        firstAt === null || lastAt === null
          ? ''
          : day(firstAt) === day(lastAt)
            ? `, made on ${day(firstAt)}`
            : `, made from ${day(firstAt)} to ${day(lastAt)}`
      const handed = submittedAt === null ? '' : `; submitted on ${day(submittedAt)}`
      return [
        n === 0 ? 'First coder' : 'Second coder',
        `${name} (${initials}): ${counted(codings, 'coding')}${when}${handed}`,
      ]
    }),
    ...(round
      ? ([
          ['Round', `“${round.title}”, opened on ${day(round.openedAt)}; ${blindness(round)}`],
          [
            'Framework',
            round.frameworks
              .map(({ name, version }) => (version > 0 ? `${name}, version ${version}` : name))
              .join('; '),
          ],
        ] satisfies Fact[])
      : ([
          ['Round', 'none: all of the two coders’ codings in the sources both have coded'],
        ] satisfies Fact[])),
    [
      'Unit',
      `${unitNames[report.unit].many}, n = ${number(report.n)} (${counted(report.charactersCompared, 'character')} of text)`,
    ],
    ['Left out', leftOutText(report)],
    ...(report.codingsOutsideUnits > 0
      ? ([
          [
            'In no unit',
            `${counted(report.codingsOutsideUnits, 'coding')} of white space and punctuation alone: in no count of ${unitNames[report.unit].many}`,
          ],
        ] satisfies Fact[])
      : []),
    ...(docket
      ? ([
          [
            'Settled by',
            docket.reviewers
              .map(
                ({ name, initials, isCoder }) => `${name} (${initials}${isCoder ? ', one of the two' : ''})`,
              )
              .join('; '),
          ],
        ] satisfies Fact[])
      : []),
  ].filter((fact): fact is [string, string] => fact[1] !== '')
}

function leftOutText({ leftOut: { speakers, aroundMail, characters } }: AgreementReport): string {
  if (characters === 0) return 'nothing'
  const parts = [
    ...(speakers.length > 0 ? [`the turns of ${listed(speakers)}`] : []),
    ...(aroundMail > 0
      ? [`quoted replies and signatures of emails (${counted(aroundMail, 'character')})`]
      : []),
  ]
  return `${listed(parts)}: ${counted(characters, 'character')} in all`
}

/** How tables are put together, with the names of files said as a person would. */
const poolingInWords = (pooling: string): string =>
  pooling
    .replace('weighted_mean_of_code_kappas', 'the weighted mean')
    .replace('. pooled_kappa', '. The pooled kappa')
    .replace('pooled_kappa', 'the pooled kappa')

/** How tables are put together, without the figures that follow from them. */
export const countsOnly = (pooling: string): string => pooling.replace(/(?:;|\. pooled_kappa).*$/s, '.')

function methodsOf(report: AgreementReport, withCoefficients: boolean, madeBy: string): Fact[] {
  return [
    ['Unit', report.convention],
    ['Tables', withCoefficients ? poolingInWords(report.pooling) : countsOnly(report.pooling)],
    [
      'Passages',
      'A coder’s overlapping and touching codings of one code are one passage. Passages of both coders that overlap count once, under “both”.',
    ],
    ...(withCoefficients
      ? [
          ...conventionsOfOthers.map((words): Fact => ['Convention of others', words]),
          [
            'Thresholds',
            'The conventions above contradict each other, and none is applied in this report: it gives no verdict.',
          ] satisfies Fact,
        ]
      : []),
    ['Made by', `Tandem ${madeBy}`],
  ]
}

/** What a unit is called where it heads counts: `Words`. */
export const unitHead = (unit: Unit): string => {
  const { many } = unitNames[unit]
  return many.charAt(0).toUpperCase() + many.slice(1)
}
