import type { ManyFigureName, ManyFigures } from '#shared/model/many-coders.ts'
import { BlockSums, Draws } from '../draws.ts'
import { type Patterns, tallyOf } from '../patterns.ts'
import { alphaOfCoincidences, nominal } from '../raters/krippendorff-alpha.ts'
import { beyondChance } from '../raters/ratings.ts'
import { type Resampling, withInterval, withMethod } from '../resampling.ts'

/** One source as the draws need it: its units, who has read it, and the patterns of the codes used in it. */
interface DrawnSource {
  units: number
  readers: readonly number[]
}

/** A code's figures with its patterns in the sources where it was used. */
export interface ManySubject {
  figures: ManyFigures
  perSource: readonly { source: number; patterns: Patterns }[]
}

interface IntervalsInput {
  coders: number
  sources: readonly DrawnSource[]
  resampling: Resampling
  codes: readonly ManySubject[]
  overall: ManyFigures
}

/** Below this many sources an interval over sources says nothing. */
const fewestSources = 5

/**
 * What a source adds to the figures of one code, beyond what it would if nobody had given it: disagreeing shares of
 * pairs, shares of readers who gave it, coincidences 1–1 and 1–0, units that all coders rated but not alike. Only sums
 * of these are needed, so a draw costs nothing of the text. With r readers, k of whom gave the code: 2k(r−k)/(r(r−1)),
 * k/r, k(k−1)/(r−1), k(r−k)/(r−1).
 */
const parts = 5

function partsOf(patterns: Patterns, coders: number): number[] {
  const sums = [0, 0, 0, 0, 0]
  for (const [pattern, units] of patterns) {
    const { readers: r, given: k } = tallyOf(pattern)
    if (k === 0) continue
    const own = [
      (2 * k * (r - k)) / (r * (r - 1)),
      k / r,
      (k * (k - 1)) / (r - 1),
      (k * (r - k)) / (r - 1),
      r === coders && k < r ? 1 : 0,
    ]
    own.forEach((part, n) => {
      sums[n] = (sums[n] ?? 0) + units * part
    })
  }
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
 * Gives the figures their 95 % intervals, in place, or the reason why they have none: sources drawn with replacement,
 * all figures on the same draws.
 */
export function* addManyIntervals({
  coders,
  sources,
  resampling,
  codes,
  overall,
}: IntervalsInput): Generator<void> {
  if (resampling.replicates === 0) return
  const all = [...codes.map(code => code.figures), overall]
  for (const figures of all) {
    for (const name of ['conger_kappa', 'light_kappa'] as const) mark(figures, name, notResampled)
  }
  if (sources.length < fewestSources) {
    const have = sources.length === 1 ? '1 source' : `${sources.length} sources`
    const why = `no interval: ${have}, and fewer than ${fewestSources} say nothing of how figures vary`
    for (const figures of all) for (const name of resampled) mark(figures, name, why)
    return
  }
  const edges = [0]
  for (const { units } of sources) edges.push((edges.at(-1) ?? 0) + units)
  const blocks = { edges: Float64Array.from(edges), words: `${sources.length} sources` }
  const draws = new Draws(blocks, resampling)
  const summed = (rows: readonly { source: number; values: readonly number[] }[], width: number) => {
    const sums = new BlockSums(blocks, width)
    for (const { source, values } of rows) {
      for (const [column, value] of values.entries()) sums.add(source, column, value)
    }
    return draws.sums([sums.sparse()])[0] ?? new Float64Array(width * draws.replicates)
  }
  const base = summed(
    sources.map(({ units, readers }, source) => ({
      source,
      values: [units, units * readers.length, readers.length === coders ? units : 0],
    })),
    3,
  )
  const give = (figures: ManyFigures, sums: Float64Array, times: number): void => {
    const values = valuesOf(sums, base, times)
    for (const name of resampled) figures[name] = withInterval(figures[name], values[name], draws.how)
  }
  const pooled = new Float64Array(draws.replicates * parts)
  for (const { figures, perSource } of codes) {
    const sums = summed(
      perSource.map(({ source, patterns }) => ({ source, values: partsOf(patterns, coders) })),
      parts,
    )
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
