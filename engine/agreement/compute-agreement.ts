import type {
  AgreementCell,
  AgreementCounts,
  AgreementReport,
  CodeAgreement,
  PassageCounts,
  SourceAgreement,
  Unit,
} from '#shared/model/agreement.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { percentAgreement } from './coefficients/percent-agreement.ts'
import { explain } from './explain.ts'
import { addCounts, figureOf, figuresOfCounts } from './figures.ts'
import { addIntervals, type CodeTables } from './intervals.ts'
import { presenceTable, type TableWords } from './pair-table.ts'
import { meanOfDefinedKappas, pooledKappa } from './pooling.ts'
import type { Resampling } from './resampling.ts'
import { type AgreementSource, type SourceTally, type Tally, tallySource, type Wanted } from './tally.ts'
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
    /** Whether quoted replies and signatures of emails are left out too; they are not unless asked for. */
    skipAroundMail?: boolean
    /** Intervals by drawing sources; 2000 draws with seed 1 unless told otherwise, 0 replicates for none. */
    resampling?: Resampling
  }
}

const pooling =
  'Per code, the units of all sources stand in one 2 × 2 table. Per source and overall, the tables of all codes are summed (each code and unit counts once); pooled_kappa averages observed and chance agreement over codes; the means take defined kappas only and say how many were left out.'

/**
 * How far two coders agree: per code, per source and overall, in the unit asked for, with the counts behind every
 * figure and the reason wherever one is undefined. Text is asked for only where it is needed (words,
 * sentences, speakers left out). Throws `damaged` where a coding does not fit its text. Depends on nothing but its input.
 */
export function computeAgreement(input: AgreementInput): AgreementReport {
  const { coders, unit, codes, options = {} } = input
  const ancestors = options.ancestors ?? new Map<string, readonly string[]>()
  const parents = new Set([...ancestors.values()].flat())
  const leftOut = new Set(input.sources.flatMap(source => source.leftOut ?? []))
  const wanted: Wanted = {
    unit,
    codes: new Set(codes),
    families: new Set(codes.filter(code => parents.has(code))),
    ancestors,
    skipAroundMail: options.skipAroundMail ?? false,
  }
  const tallies = input.sources.map(source => tallySource(source, wanted))
  const n = sum(tallies, t => t.units)
  const charactersCompared = sum(tallies, t => t.characters)
  const words: TableWords = { unit, subject: 'this code' }
  const allWords: TableWords = { unit, subject: codes.length === 1 ? 'this code' : 'any of these codes' }

  const own = gather(tallies, codes, t => t.codes)
  const families = gather(tallies, [...wanted.families], t => t.families)
  const codeCell = (tables: CodeTables): AgreementCell => {
    const cell = cellOf(tables.total, words)
    const perSource = tables.perSource.map(s => s.counts)
    const unused = tallies.length - perSource.length
    cell.figures.mean_of_defined_document_kappas = meanOfDefinedKappas(
      [...perSource, ...Array.from({ length: unused }, () => nothing)],
      { one: 'source', many: 'sources' },
    )
    return cell
  }
  const perCode: CodeAgreement[] = own.map(tables => {
    const cell = codeCell(tables)
    return { code: tables.code, ...cell, notes: explain(cell.counts, cell.passages, words, coders) }
  })
  const withDescendants = families.map(tables => {
    const cell = codeCell(tables)
    const familyWords = { unit, subject: 'this code or one beneath it' }
    return { ...cell, notes: explain(cell.counts, cell.passages, familyWords, coders) }
  })
  const overallCell = overallOf(own, allWords)
  const overall = {
    ...overallCell,
    notes: explain(overallCell.counts, overallCell.passages, allWords, coders),
  }
  addIntervals({
    sources: tallies.map(t => t.units),
    resampling: options.resampling ?? { replicates: 2000, seed: 1 },
    words,
    codes: own.map((tables, k) => ({ tables, figures: perCode[k]?.figures })),
    families: families.map((tables, k) => ({ tables, figures: withDescendants[k]?.figures })),
    overall: overall.figures,
  })
  const familyOf = new Map(families.map((tables, k) => [tables.code, withDescendants[k]]))
  for (const report of perCode) {
    const family = familyOf.get(report.code)
    if (family) report.withDescendants = family
  }
  return {
    unit,
    convention: conventions[unit],
    pooling,
    coders,
    n,
    charactersCompared,
    leftOut: {
      speakers: [...leftOut],
      aroundMail: sum(tallies, t => t.aroundMailCharacters),
      characters: sum(tallies, t => t.leftOutCharacters),
    },
    codingsOutsideUnits: sum(tallies, t => t.codingsOutsideUnits),
    overall,
    codes: perCode,
    sources: tallies.map(tally => sourceOf(tally, codes, words, allWords)),
  }
}

const nothing: AgreementCounts = { '11': 0, '10': 0, '01': 0, '00': 0 }
const noPassages: PassageCounts = { both: 0, onlyA: 0, onlyB: 0 }

const uncoded = (n: number, characters: number): Tally => ({
  counts: { ...nothing, '00': n },
  characters: { ...nothing, '00': characters },
  passages: noPassages,
})

/** Every code's counts over all sources, and in the sources where it was used. */
function gather(
  tallies: readonly SourceTally[],
  codes: readonly string[],
  from: (tally: SourceTally) => Map<string, Tally>,
): CodeTables[] {
  const n = sum(tallies, t => t.units)
  const characters = sum(tallies, t => t.characters)
  return codes.map(code => {
    const found: { source: number; tally: Tally }[] = []
    tallies.forEach((tally, source) => {
      const here = from(tally).get(code)
      if (here) found.push({ source, tally: here })
    })
    return {
      code,
      total: totalOf(
        found.map(f => f.tally),
        n,
        characters,
      ),
      perSource: found.map(f => ({ source: f.source, counts: f.tally.counts })),
    }
  })
}

/** The sum of some tallies within `n` units; units of none of them are in cell 00. */
function totalOf(found: readonly Tally[], n: number, characters: number): Tally {
  const total = uncoded(n, characters)
  const into = (to: AgreementCounts, add: AgreementCounts): void => {
    to['11'] += add['11']
    to['10'] += add['10']
    to['01'] += add['01']
    to['00'] -= add['11'] + add['10'] + add['01']
  }
  const passages = { ...noPassages }
  for (const tally of found) {
    into(total.counts, tally.counts)
    into(total.characters, tally.characters)
    passages.both += tally.passages.both
    passages.onlyA += tally.passages.onlyA
    passages.onlyB += tally.passages.onlyB
  }
  return { ...total, passages }
}

const cellOf = (tally: Tally, words: TableWords): AgreementCell => ({
  counts: tally.counts,
  characters: tally.characters,
  passages: tally.passages,
  figures: figuresOfCounts(tally.counts, words),
})

function overallOf(own: readonly CodeTables[], words: TableWords): AgreementCell {
  const totals = own.map(tables => tables.total)
  const cell = cellOf(
    {
      counts: totals.map(t => t.counts).reduce(addCounts, nothing),
      characters: totals.map(t => t.characters).reduce(addCounts, nothing),
      passages: addPassages(totals),
    },
    words,
  )
  const tables = totals.map(t => t.counts)
  cell.figures.pooled_kappa = pooledKappa(tables)
  cell.figures.mean_of_defined_code_kappas = meanOfDefinedKappas(tables, { one: 'code', many: 'codes' })
  return cell
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
  const unusedTable = { ...nothing, '00': tally.units }
  const tables = codes.map(code => tally.codes.get(code)?.counts ?? unusedTable)
  cell.figures.pooled_kappa = pooledKappa(tables)
  cell.figures.mean_of_defined_code_kappas = meanOfDefinedKappas(tables, { one: 'code', many: 'codes' })
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

function addPassages(tallies: readonly Tally[]): PassageCounts {
  const total = { ...noPassages }
  for (const { passages } of tallies) {
    total.both += passages.both
    total.onlyA += passages.onlyA
    total.onlyB += passages.onlyB
  }
  return total
}

const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0)
