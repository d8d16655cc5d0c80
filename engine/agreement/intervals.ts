import type { CoefficientName, Figures } from '#shared/model/agreement.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { coefficients } from './coefficients/index.ts'
import type { PairTable, TableWords } from './pair-table.ts'
import {
  fewestSources,
  type Resampling,
  SourceDraws,
  type SparseCounts,
  withInterval,
  withMethod,
} from './resampling.ts'
import type { Tally } from './tally.ts'

/** A code's counts over all sources, and source by source where it was used. */
export interface CodeTables {
  code: string
  total: Tally
  perSource: SparseCounts[]
}

interface Subject {
  tables: CodeTables
  figures: Figures | undefined
}

interface IntervalInput {
  /** Units per source, in order. */
  sources: readonly number[]
  resampling: Resampling
  words: TableWords
  codes: readonly Subject[]
  families: readonly Subject[]
  overall: Figures
}

/**
 * Gives every figure its interval, in place, or the reason why it has none. All figures are computed on the same
 * draws of sources. Of the averages only the ones over codes get an interval: a mean over sources is resampled by
 * its own pooled figure.
 */
export function addIntervals(input: IntervalInput): void {
  const { sources, resampling } = input
  const all = [...input.codes, ...input.families].flatMap(s => s.figures ?? [])
  if (resampling.replicates === 0) return
  if (sources.length < fewestSources) {
    const have = sources.length === 1 ? '1 source' : `${sources.length} sources`
    for (const figures of [...all, input.overall]) {
      mark(figures, `no interval: ${have}, and fewer than ${fewestSources} say nothing of how figures vary`)
    }
    return
  }
  const draws = new SourceDraws(sources, resampling)
  const overCodes = new OverCodes(draws.replicates)
  for (const { tables, figures } of input.codes) {
    const cells = draws.cells(tables.perSource)
    overCodes.add(cells)
    if (figures) addTo(figures, cells, input)
  }
  for (const { tables, figures } of input.families) {
    if (figures) addTo(figures, draws.cells(tables.perSource), input)
  }
  addTo(input.overall, overCodes.cells, input)
  const { pooled, mean } = overCodes.figures()
  for (const [name, values] of [
    ['pooled_kappa', pooled],
    ['mean_of_defined_code_kappas', mean],
  ] as const) {
    const figure = input.overall[name]
    if (figure) input.overall[name] = withInterval(figure, values, sources.length, resampling.seed)
  }
}

/** Adds the intervals of every coefficient whose tables on the resamples are these cells. */
function addTo(figures: Figures, cells: Float64Array, input: IntervalInput): void {
  const replicates = cells.length / 4
  const table = resampledTable(input.words)
  for (const coefficient of coefficients) {
    const figure = figures[coefficient.id]
    if (figure.value === null) continue
    const values = new Float64Array(replicates)
    for (let r = 0; r < replicates; r++) {
      table.cells.set(cells.subarray(r * 4, r * 4 + 4))
      values[r] = coefficient.whyNot(table) === null ? coefficient.compute(table) : Number.NaN
    }
    figures[coefficient.id] = withInterval(figure, values, input.sources.length, input.resampling.seed)
  }
}

const resampledTable = (words: TableWords): PairTable & { cells: Float64Array } => ({
  size: 2,
  cells: new Float64Array(4),
  presence: words,
})

function mark(figures: Figures, words: string): void {
  const names: CoefficientName[] = coefficients.map(c => c.id)
  for (const name of [...names, 'pooled_kappa', 'mean_of_defined_code_kappas'] as const) {
    const figure = figures[name]
    if (figure && figure.value !== null) figures[name] = withMethod(figure, words)
  }
}

/** The figures over codes, gathered code by code for every resample. */
class OverCodes {
  /** The summed table of every resample. */
  readonly cells: Float64Array
  private readonly observed: Float64Array
  private readonly expected: Float64Array
  private readonly certain: Uint8Array
  private readonly kappas: Float64Array
  private readonly defined: Uint32Array
  private codes = 0

  constructor(replicates: number) {
    this.cells = new Float64Array(replicates * 4)
    this.observed = new Float64Array(replicates)
    this.expected = new Float64Array(replicates)
    this.certain = new Uint8Array(replicates).fill(1)
    this.kappas = new Float64Array(replicates)
    this.defined = new Uint32Array(replicates)
  }

  add(cells: Float64Array): void {
    this.codes++
    const table = resampledTable({ unit: 'unit', subject: 'this code' })
    for (let r = 0; r < this.observed.length; r++) {
      const [both = 0, onlyA = 0, onlyB = 0, neither = 0] = cells.subarray(r * 4, r * 4 + 4)
      const n = both + onlyA + onlyB + neither
      const first = both + onlyA
      const second = both + onlyB
      for (let k = 0; k < 4; k++)
        this.cells[r * 4 + k] = (this.cells[r * 4 + k] ?? 0) + (cells[r * 4 + k] ?? 0)
      this.observed[r] = (this.observed[r] ?? 0) + (both + neither) / n
      this.expected[r] = (this.expected[r] ?? 0) + (first * second + (n - first) * (n - second)) / (n * n)
      table.cells.set([both, onlyA, onlyB, neither])
      if (cohenKappa.whyNot(table) !== null) continue
      this.certain[r] = 0
      this.kappas[r] = (this.kappas[r] ?? 0) + cohenKappa.compute(table)
      this.defined[r] = (this.defined[r] ?? 0) + 1
    }
  }

  figures(): { pooled: Float64Array; mean: Float64Array } {
    const value = (of: (r: number) => number) =>
      Float64Array.from(this.observed, (_, r) => (this.certain[r] === 1 ? Number.NaN : of(r)))
    return {
      pooled: value(r => {
        const expected = this.expected[r] ?? 0
        return ((this.observed[r] ?? 0) - expected) / (this.codes - expected)
      }),
      mean: value(r => (this.kappas[r] ?? 0) / (this.defined[r] ?? 0)),
    }
  }
}
