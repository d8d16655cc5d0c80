import type { AgreementReport, CodeAgreement, SourceAgreement, Unit } from '#shared/model/agreement.ts'
import { addAnalytic } from './analytic.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { percentAgreement } from './coefficients/percent-agreement.ts'
import { type Counted, countSteps, drawnCounts, familiesOf } from './count.ts'
import { explain } from './explain.ts'
import { figureOf } from './figures.ts'
import { type CodeTables, cellOf, cellOverCodes, codeCell, gather, noCounts, sum, totalOf } from './gather.ts'
import { type AskedGroup, groupSteps } from './groups.ts'
import { intervalSteps } from './intervals.ts'
import { presenceTable, type TableWords } from './pair-table.ts'
import { polarityAgreement } from './polarity-agreement.ts'
import { meanOfDefinedKappas, pooledKappa, weightedMeanOfKappas } from './pooling.ts'
import type { Resampling } from './resampling.ts'
import { setSteps, slotSteps } from './set-agreement.ts'
import { spanAgreement } from './span-agreement.ts'
import { asPart, atOnce, type Steps } from './steps.ts'
import type { AgreementSource, SourceTally } from './tally.ts'
import { conventions } from './units.ts'

/** What to compare, and how. */
export interface AgreementInput {
  /** The two coders, first and second, as sentences shall name them: initials, say. */
  coders: [string, string]
  unit: Unit
  /** The codes to report, in the order to report them. Codings with other codes are not counted. */
  codes: readonly string[]
  /** Every source both coders were to code, coded or not: what is left uncoded counts. */
  sources: readonly AgreementSource[]
  options?: {
    /** Code to the codes above it; where given, codes with others beneath them are also reported with those. */
    ancestors?: ReadonlyMap<string, readonly string[]>
    /** Frameworks, themes and data sets to report as well, in their order; those with nothing compared are left out. */
    groups?: readonly AskedGroup[]
    /** Whether quoted replies and signatures of emails are left out too; they are not unless asked for. */
    skipAroundMail?: boolean
    /** From what share of the text that either covers two passages count as one: above 0 to 1, 0.5 where absent. */
    overlap?: number
    /** How intervals are made: 2000 draws with seed 1 unless told otherwise, 0 replicates for none. */
    resampling?: Resampling
  }
}

const pooling =
  'Per code, the units of all sources stand in one 2 × 2 table. Per source and overall, the tables of all codes are summed (each code and unit counts once); pooled_kappa averages observed and chance agreement over codes; the means take defined kappas only and say how many were left out, and weighted_mean_of_code_kappas weighs each by the units that at least one coder gave the code.'

/**
 * How far two coders agree: per code, per source, per framework, theme and data set, and overall, in the unit asked
 * for, with the counts behind every figure and the reason wherever one is undefined. Text is asked for only where it is
 * needed (words, sentences, speakers left out), segments also for intervals over few sources. Throws `damaged` where
 * a coding does not fit its text. Depends on nothing but its input.
 */
export const computeAgreement = (input: AgreementInput): AgreementReport => atOnce(agreementSteps(input))

/** The same in steps of a moment each, for a process in which others wait: a source, some codes, a part of the report. */
export function* agreementSteps(input: AgreementInput): Steps<AgreementReport> {
  const { unit, codes, options = {} } = input
  const counted = yield* asPart(countSteps(input), 0, 0.4)
  const figures = yield* asPart(tableSteps(input, counted), 0.4, 0.8)
  const polarity = polarityAgreement(counted)
  yield 0.82
  const spans = spanAgreement(counted, options.overlap ?? 0.5)
  yield 0.86
  const sources = sourceFigures(input, counted)
  yield 0.88
  const slots = yield* asPart(slotSteps(counted, options.groups ?? []), 0.88, 0.95)
  const sets = yield* asPart(setSteps(counted, { unit, subject: subjectOf(codes) }), 0.95, 1)
  return {
    ...figures,
    sources,
    codes: figures.codes.map((code, k) => ({ ...code, ...spans.perCode[k] })),
    ...(polarity ? { polarity } : {}),
    slots,
    sets,
    spans: spans.all,
  }
}

/** What follows from the four counts of every code over all sources. */
export const figuresOfTables = (input: AgreementInput, counted: Counted): TableFigures =>
  atOnce(tableSteps(input, counted))

type TableFigures = Omit<AgreementReport, 'sources' | 'polarity' | 'slots' | 'sets' | 'spans'>

function* tableSteps(input: AgreementInput, counted: Counted): Steps<TableFigures> {
  const { coders, unit, codes, options = {} } = input
  const { tallies } = counted
  const leftOut = new Set(input.sources.flatMap(source => source.leftOut ?? []))
  const words: TableWords = { unit, subject: 'this code' }
  const familyWords: TableWords = { unit, subject: 'this code or one beneath it' }
  const allWords: TableWords = { unit, subject: subjectOf(codes) }
  const reported = (tables: CodeTables, subject: TableWords) => {
    const cell = codeCell(tables, tallies.length, words)
    return { ...cell, notes: explain(cell.counts, cell.passages, subject, coders) }
  }
  const families = gather(tallies, familiesOf(input), 'unions')
  const withDescendants = new Map(families.map(tables => [tables.code, reported(tables, familyWords)]))
  const perCode = counted.codes.map((tables): CodeAgreement => {
    const family = withDescendants.get(tables.code)
    const own = { code: tables.code, ...reported(tables, words) }
    return family ? { ...own, withDescendants: family } : own
  })
  const overallCell = cellOverCodes(
    counted.codes.map(tables => tables.total),
    allWords,
  )
  const overall = {
    ...overallCell,
    notes: explain(overallCell.counts, overallCell.passages, allWords, coders),
  }
  const groups = yield* groupSteps(counted, options.groups ?? [], allWords)
  for (const cell of [overall, ...perCode, ...withDescendants.values(), ...groups.reports]) addAnalytic(cell)
  const resampled = (tables: CodeTables, report: { figures: CodeAgreement['figures'] } | undefined) => ({
    counts: drawnCounts(counted, tables),
    figures: report?.figures,
  })
  yield* intervalSteps({
    drawing: counted.drawing,
    words,
    codes: counted.codes.map((tables, k) => resampled(tables, perCode[k])),
    unions: [
      ...families.map(tables => resampled(tables, withDescendants.get(tables.code))),
      ...groups.unions,
    ],
    over: [{ codes: codes.map((_, k) => k), figures: overall.figures }, ...groups.over],
  })
  return {
    unit,
    convention: conventions[unit],
    pooling,
    coders,
    n: sum(tallies, t => t.units),
    charactersCompared: sum(tallies, t => t.characters),
    leftOut: {
      speakers: [...leftOut],
      aroundMail: sum(tallies, t => t.aroundMailCharacters),
      characters: sum(tallies, t => t.leftOutCharacters),
    },
    codingsOutsideUnits: sum(tallies, t => t.codingsOutsideUnits),
    overall,
    codes: perCode,
    groups: groups.reports,
  }
}

const subjectOf = (codes: readonly string[]): string =>
  codes.length === 1 ? 'this code' : 'any of these codes'

/** What follows from the four counts of every code in each source: the rows and cells of the matrix. */
export function sourceFigures({ unit, codes }: AgreementInput, { tallies }: Counted): SourceAgreement[] {
  const words = { unit, subject: 'this code' }
  const allWords = { unit, subject: subjectOf(codes) }
  return tallies.map(tally => sourceOf(tally, codes, words, allWords))
}

function sourceOf(
  tally: SourceTally,
  codes: readonly string[],
  words: TableWords,
  allWords: TableWords,
): SourceAgreement {
  const used = codes.flatMap(code => {
    const here = tally.codes.get(code)
    return here ? [{ code, tally: here }] : []
  })
  const cell = cellOf(
    totalOf(
      used.map(u => u.tally),
      tally.units * codes.length,
      tally.characters * codes.length,
    ),
    allWords,
  )
  const unusedTable = { ...noCounts, '00': tally.units }
  const tables = codes.map(code => tally.codes.get(code)?.counts ?? unusedTable)
  cell.figures.pooled_kappa = pooledKappa(tables)
  cell.figures.mean_of_defined_code_kappas = meanOfDefinedKappas(tables, { one: 'code', many: 'codes' })
  cell.figures.weighted_mean_of_code_kappas = weightedMeanOfKappas(tables)
  return {
    source: tally.source,
    n: tally.units,
    ...cell,
    codes: used.map(({ code, tally: here }) => {
      const table = presenceTable(here.counts, words)
      return {
        code,
        counts: here.counts,
        passages: here.passages,
        percent_agreement: figureOf(percentAgreement, table),
        cohen_kappa: figureOf(cohenKappa, table),
      }
    }),
  }
}
