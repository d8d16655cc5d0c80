import type { ManyFigureName, ManyFigures } from '#shared/model/many-coders.ts'
import type { SourceBlocks } from '../blocks.ts'
import { BlockSums, blockOf, Draws } from '../draws.ts'
import { tallyOf } from '../patterns.ts'
import { alphaOfCoincidences, nominal } from '../raters/krippendorff-alpha.ts'
import { beyondChance } from '../raters/ratings.ts'
import { type Resampling, withInterval, withMethod } from '../resampling.ts'
import { sweepTogether } from '../sweep.ts'
import type { GivenCode } from './tally-many.ts'

/** One source as the draws need it: its units and who has read it. */
interface DrawnSource {
  units: number
  readers: readonly number[]
}

/** A code's figures, and who gave it what in the sources where it was used. */
export interface ManySubject {
  figures: ManyFigures
  perSource: readonly ({ source: number } & Pick<GivenCode, 'patterns' | 'spans'>)[]
}

interface IntervalsInput {
  coders: number
  sources: readonly DrawnSource[]
  /** What is drawn, or why nothing is. */
  blocks: SourceBlocks | { why: string }
  resampling: Resampling
  codes: readonly ManySubject[]
  overall: ManyFigures
}

const parts = 5

/**
 * What a unit adds to the figures of one code, beyond what it would if nobody had given it: disagreeing shares of
 * pairs, shares of readers who gave it, coincidences 1–1 and 1–0, units that all coders rated but not alike. Only sums
 * of these are needed, so a draw costs nothing of the text. `r` coders have read it, `k` of whom gave the code.
 */
const partsOf = (r: number, k: number, coders: number): readonly number[] => [
  (2 * k * (r - k)) / (r * (r - 1)),
  k / r,
  (k * (k - 1)) / (r - 1),
  (k * (r - k)) / (r - 1),
  r === coders && k < r ? 1 : 0,
]

/** The parts of one code, block by block. */
function partsByBlock(
  perSource: ManySubject['perSource'],
  sources: readonly DrawnSource[],
  coders: number,
  blocks: SourceBlocks,
): BlockSums {
  const sums = new BlockSums(blocks, parts)
  const put = (block: number, units: number, r: number, k: number): void => {
    if (k === 0) return
    for (const [column, part] of partsOf(r, k, coders).entries()) sums.add(block, column, units * part)
  }
  for (const { source, patterns, spans } of perSource) {
    if (blocks.whole) {
      for (const [pattern, units] of patterns) {
        const { readers, given } = tallyOf(pattern)
        put(source, units, readers, given)
      }
      continue
    }
    const { units, readers } = sources[source] ?? { units: 0, readers: [] }
    let at = blocks.bases[source] ?? 0
    sweepTogether(
      spans.map(own => own ?? []),
      units,
      (now, length) => {
        const given = now.reduce((sum, span) => (span ? sum + 1 : sum), 0)
        const to = at + length
        if (given === 0) at = to
        while (at < to) {
          const block = blockOf(blocks, at)
          const end = Math.min(to, blocks.edges[block + 1] ?? to)
          put(block, end - at, readers.length, given)
          at = end
        }
      },
    )
  }
  return sums
}

/** Units of every block; with them, their ratings, and those that all coders have read. */
function basesByBlock(sources: readonly DrawnSource[], coders: number, blocks: SourceBlocks): BlockSums {
  const sums = new BlockSums(blocks, 3)
  sources.forEach(({ units, readers }, source) => {
    const base = blocks.bases[source] ?? 0
    for (let at = base; at < base + units; ) {
      const block = blocks.whole ? source : blockOf(blocks, at)
      const size = (blocks.edges[block + 1] ?? at) - at
      sums.add(block, 0, size)
      sums.add(block, 1, size * readers.length)
      sums.add(block, 2, readers.length === coders ? size : 0)
      at += size
    }
  })
  return sums
}

/** Figures that sums over sources yield. */
const resampled = [
  'percent_agreement',
  'percent_all_agree',
  'fleiss_kappa',
  'alpha_nominal',
  'gwet_ac1',
  'brennan_prediger',
] as const satisfies readonly ManyFigureName[]

const notResampled =
  'no interval: it needs every coder’s own shares in every draw; Fleiss’ kappa and alpha have one'

/**
 * Gives the figures their 95 % intervals, in place, or the reason why they have none: sources, or turns where there are
 * few, drawn with replacement, all figures on the same draws.
 */
export function* addManyIntervals({
  coders,
  sources,
  blocks,
  resampling,
  codes,
  overall,
}: IntervalsInput): Generator<void> {
  if (resampling.replicates === 0) return
  const all = [...codes.map(code => code.figures), overall]
  for (const figures of all) {
    for (const name of ['conger_kappa', 'light_kappa'] as const) mark(figures, name, notResampled)
  }
  if ('why' in blocks) {
    for (const figures of all) for (const name of resampled) mark(figures, name, blocks.why)
    return
  }
  const draws = new Draws(blocks, resampling)
  const summed = (gathered: BlockSums, width: number) =>
    draws.sums([gathered.sparse()])[0] ?? new Float64Array(width * draws.replicates)
  const base = summed(basesByBlock(sources, coders, blocks), 3)
  const give = (figures: ManyFigures, sums: Float64Array, times: number): void => {
    const values = valuesOf(sums, base, times)
    for (const name of resampled) figures[name] = withInterval(figures[name], values[name], draws.how)
  }
  const pooled = new Float64Array(draws.replicates * parts)
  for (const { figures, perSource } of codes) {
    const sums = summed(partsByBlock(perSource, sources, coders, blocks), parts)
    for (let n = 0; n < sums.length; n++) pooled[n] = (pooled[n] ?? 0) + (sums[n] ?? 0)
    give(figures, sums, 1)
    yield
  }
  give(overall, pooled, codes.length)
}

/**
 * Every resampled figure of every draw, from sums column by column; `times` codes stand in the one table. NaN where it
 * is undefined.
 */
function valuesOf(
  sums: Float64Array,
  base: Float64Array,
  times: number,
): Record<(typeof resampled)[number], Float64Array> {
  const draws = base.length / 3
  const column = () => new Float64Array(draws).fill(Number.NaN)
  const values = {
    percent_agreement: column(),
    percent_all_agree: column(),
    fleiss_kappa: column(),
    alpha_nominal: column(),
    gwet_ac1: column(),
    brennan_prediger: column(),
  }
  const none = { raters: 2, categories: [0, 1], rows: [], counts: [] }
  for (let r = 0; r < draws; r++) {
    const of = (column: number) => sums[column * draws + r] ?? 0
    const [units, ratings, full] = [base[r] ?? 0, base[draws + r] ?? 0, base[2 * draws + r] ?? 0]
    if (units === 0) continue
    const observed = 1 - of(0) / (units * times)
    const given = of(1) / (units * times)
    const [both, single] = [of(2), of(3)]
    values.percent_agreement[r] = observed
    if (full > 0) values.percent_all_agree[r] = 1 - of(4) / (full * times)
    values.fleiss_kappa[r] = beyondChance(observed, given ** 2 + (1 - given) ** 2) ?? Number.NaN
    values.gwet_ac1[r] = beyondChance(observed, 2 * given * (1 - given)) ?? Number.NaN
    values.brennan_prediger[r] = beyondChance(observed, 1 / 2) ?? Number.NaN
    const absent = ratings * times - both - 2 * single
    if (both + single > 0 && absent + single > 0) {
      values.alpha_nominal[r] = alphaOfCoincidences([absent, single, single, both], none, nominal).alpha
    }
  }
  return values
}

function mark(figures: ManyFigures, name: ManyFigureName, words: string): void {
  if (figures[name].value !== null) figures[name] = withMethod(figures[name], words)
}
