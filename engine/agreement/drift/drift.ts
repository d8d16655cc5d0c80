import type { AgreementCounts, Figure, PassageCounts, SourceAgreement } from '#shared/model/agreement.ts'
import type { CoderDrift, CodingRate, DriftCell, DriftGroup } from '#shared/model/drift.ts'
import { cohenKappa } from '../coefficients/cohen-kappa.ts'
import { f1Dice } from '../coefficients/f1-dice.ts'
import { percentAgreement } from '../coefficients/percent-agreement.ts'
import { BlockSums, Draws, fewestDrawn } from '../draws.ts'
import { addCounts, figureOf } from '../figures.ts'
import { presenceTable, type TableWords } from '../pair-table.ts'
import { type Resampling, withInterval, withMethod } from '../resampling.ts'
import { mondayOf } from './week.ts'

/** One coding as its time and code matter here. `at` is when it was made, milliseconds. */
export interface TimedCoding {
  source: string
  coder: string
  code: string
  at: number
}

/** A round compared, and when its codings were made. */
export interface DriftInput {
  /** Both coders in the round's order: the first is `a` in the counts. */
  coders: readonly [Coder, Coder]
  words: TableWords
  /** Every source of the round, counted over `codes` codes. */
  sources: readonly Pick<SourceAgreement, 'source' | 'n' | 'counts' | 'characters' | 'passages' | 'codes'>[]
  codes: number
  codings: readonly TimedCoding[]
  /** Into how many stretches of like length each coder's order is cut, where there are as many sources. */
  stretches: number
  resampling: Resampling
}

interface Coder {
  id: string
  initials: string
}

/** First codings closer together than this, all of them, were not made by hand one source after the other. */
const atOnce = 60_000

/** For each coder: the order of sources, and agreement and use of codes by stretch of it and by week. */
export function driftOf(input: DriftInput): CoderDrift[] {
  const [a, b] = input.coders
  return [coderDrift(input, a, b, false), coderDrift(input, b, a, true)]
}

function coderDrift(input: DriftInput, coder: Coder, other: Coder, isSecond: boolean): CoderDrift {
  const firsts = new Map<string, number>()
  for (const { source, coder: by, at } of input.codings) {
    if (by === coder.id) firsts.set(source, Math.min(at, firsts.get(source) ?? Infinity))
  }
  const order = input.sources
    .flatMap(({ source }) => {
      const at = firsts.get(source)
      return at === undefined ? [] : [{ source, at }]
    })
    .sort((x, y) => x.at - y.at)
  const group = groupsOf(input, coder, other, isSecond)
  return {
    coder: coder.id,
    initials: coder.initials,
    other: other.initials,
    order: order.map(({ source, at }) => ({ source, at: new Date(at).toISOString() })),
    uncoded: input.sources.map(({ source }) => source).filter(source => !firsts.has(source)),
    byOrder: stretchesOf(order.length, input.stretches).map(([from, to]) => ({
      places: [from + 1, to],
      ...group(order.slice(from, to).map(({ source }) => source)),
    })),
    byWeek: [...Map.groupBy(order, ({ at }) => mondayOf(at))].map(([week, coded]) => ({
      week,
      ...group(coded.map(({ source }) => source)),
    })),
    notes: notesOn(coder, order, input.sources.length),
  }
}

/** `count` places cut into at most `stretches` runs whose lengths differ by one at most, the longer first; half-open. */
export function stretchesOf(count: number, stretches: number): [number, number][] {
  const runs = Math.min(stretches, count)
  const start = (run: number): number => run * Math.floor(count / runs) + Math.min(run, count % runs)
  return Array.from({ length: runs }, (_, run) => [start(run), start(run + 1)])
}

function groupsOf(input: DriftInput, coder: Coder, other: Coder, isSecond: boolean) {
  const sources = new Map(input.sources.map(source => [source.source, source]))
  const codings = Map.groupBy(input.codings, coding => `${coding.source} ${coding.coder}`)
  const own = <T extends AgreementCounts>(counts: T): AgreementCounts =>
    isSecond ? { ...counts, '10': counts['01'], '01': counts['10'] } : counts
  const ownPassages = ({ both, onlyA, onlyB }: PassageCounts): PassageCounts =>
    isSecond ? { both, onlyA: onlyB, onlyB: onlyA } : { both, onlyA, onlyB }
  const rate = (of: Coder, ids: readonly string[]): CodingRate => {
    const each = ids.map(id => codings.get(`${id} ${of.id}`) ?? [])
    const sum = (count: (made: readonly TimedCoding[]) => number): number =>
      each.reduce((total, made) => total + count(made), 0)
    return {
      codings: sum(made => made.length) / ids.length,
      codes: sum(made => new Set(made.map(coding => coding.code)).size) / ids.length,
    }
  }
  return (ids: readonly string[]): Omit<DriftGroup, 'places' | 'week'> => {
    const group = ids.flatMap(id => sources.get(id) ?? [])
    const n = group.reduce((total, source) => total + source.n, 0)
    const perSource = group.map(source => own(source.counts))
    const overall = cellOf(
      perSource.reduce(addCounts, nothing),
      group.map(source => ownPassages(source.passages)).reduce(addPassages, noPassages),
      input.words,
    )
    const used = Map.groupBy(
      group.flatMap(source => source.codes),
      ({ code }) => code,
    )
    return {
      sources: [...ids],
      n,
      characters:
        total(group.map(source => source.characters).reduce(addCounts, nothing)) / (input.codes || 1),
      own: rate(coder, ids),
      other: rate(other, ids),
      overall: withIntervals(overall, perSource, input),
      codes: [...used].map(([code, here]) => {
        const counts = here.map(cell => own(cell.counts)).reduce(addCounts, nothing)
        return {
          code,
          ...cellOf(
            { ...counts, '00': n - counts['11'] - counts['10'] - counts['01'] },
            here.map(cell => ownPassages(cell.passages)).reduce(addPassages, noPassages),
            { ...input.words, subject: 'this code' },
          ),
        }
      }),
    }
  }
}

/** The cell with intervals over its sources, or with the reason why it has none. */
function withIntervals(
  cell: DriftCell,
  perSource: readonly AgreementCounts[],
  { words, resampling }: DriftInput,
): DriftCell {
  const sources = perSource.length
  if (sources < fewestDrawn) {
    const have = sources === 1 ? '1 source' : `${sources} sources`
    const why = `no interval: ${have}, and fewer than ${fewestDrawn} say nothing of how figures vary`
    const marked = (figure: Figure): Figure => (figure.value === null ? figure : withMethod(figure, why))
    return {
      ...cell,
      percent_agreement: marked(cell.percent_agreement),
      cohen_kappa: marked(cell.cohen_kappa),
      f1_dice: marked(cell.f1_dice),
    }
  }
  const edges = Float64Array.from([0, ...perSource.map(total)])
  for (let k = 1; k < edges.length; k++) edges[k] = (edges[k] ?? 0) + (edges[k - 1] ?? 0)
  const blocks = { edges, words: `${sources} sources` }
  const draws = new Draws(blocks, resampling)
  const gathered = new BlockSums(blocks, 3)
  perSource.forEach((counts, source) => {
    gathered.add(source, 0, counts['11'])
    gathered.add(source, 1, counts['10'])
    gathered.add(source, 2, counts['01'])
  })
  const [sums = new Float64Array(0)] = draws.sums([gathered.sparse()])
  const drawn = (coefficient: typeof cohenKappa, figure: Figure): Figure => {
    const values = Float64Array.from(draws.units, (units, r) => {
      const coded = [0, 1, 2].map(column => sums[column * draws.replicates + r] ?? 0)
      const neither = units - coded.reduce((sum, cell) => sum + cell, 0)
      const table = { size: 2, cells: [...coded, neither], presence: words }
      return coefficient.whyNot(table) === null ? coefficient.compute(table) : Number.NaN
    })
    return withInterval(figure, values, draws.how)
  }
  return {
    ...cell,
    percent_agreement: drawn(percentAgreement, cell.percent_agreement),
    cohen_kappa: drawn(cohenKappa, cell.cohen_kappa),
    f1_dice: drawn(f1Dice, cell.f1_dice),
  }
}

function cellOf(counts: AgreementCounts, passages: PassageCounts, words: TableWords): DriftCell {
  const table = presenceTable(counts, words)
  return {
    counts,
    passages,
    percent_agreement: figureOf(percentAgreement, table),
    cohen_kappa: figureOf(cohenKappa, table),
    f1_dice: figureOf(f1Dice, table),
  }
}

function notesOn(coder: Coder, order: readonly { at: number }[], sources: number): string[] {
  const [first, last] = [order[0]?.at ?? 0, order.at(-1)?.at ?? 0]
  return [
    order.length === 0 && `${coder.initials} coded nothing in this round, so there is no order.`,
    order.length > 1 &&
      last - first < atOnce &&
      `${coder.initials}’s codings came in within a minute, as from a file: their order says nothing of how the work went.`,
    order.length > 0 &&
      order.length < sources &&
      `${coder.initials} coded nothing in ${sources - order.length} of ${sources} sources; these have no place in the order and are left out here.`,
  ].filter(sentence => sentence !== false)
}

const nothing: AgreementCounts = { '11': 0, '10': 0, '01': 0, '00': 0 }
const noPassages: PassageCounts = { both: 0, onlyA: 0, onlyB: 0 }

const total = (counts: AgreementCounts): number => counts['11'] + counts['10'] + counts['01'] + counts['00']

const addPassages = (x: PassageCounts, y: PassageCounts): PassageCounts => ({
  both: x.both + y.both,
  onlyA: x.onlyA + y.onlyA,
  onlyB: x.onlyB + y.onlyB,
})
