import type { CoefficientName, Figure, Figures } from '#shared/model/agreement.ts'
import type { Coefficient } from './coefficients/coefficient.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { coefficients } from './coefficients/index.ts'
import type { Drawing } from './count.ts'
import type { Sparse } from './draws.ts'
import type { TableWords } from './pair-table.ts'
import { withInterval, withMethod } from './resampling.ts'
import type { Steps } from './steps.ts'

/** So many tables are drawn in one step: enough to share what a draw costs, few enough to take a moment. */
const drawnTogether = 8

/** Figures of one table that get intervals, and the table's cells 11, 10 and 01 by block; null where nothing is drawn. */
export interface Resampled {
  counts: Sparse | null
  /** None where only figures over several codes are wanted. */
  figures?: Figures | undefined
}

/** Figures over several codes: all in one table, pooled, and the means. */
export interface ResampledOver {
  /** Places of the codes among all. */
  codes: readonly number[]
  figures: Figures
}

interface IntervalInput {
  drawing: Drawing
  words: TableWords
  codes: readonly Resampled[]
  /** Codes counted as one. */
  unions?: readonly Resampled[]
  over: readonly ResampledOver[]
}

/**
 * Gives every figure its interval, in place, or the reason why it has none. All figures are computed on the same
 * draws. Of the averages only the ones over codes get an interval: a mean over sources is resampled by its own
 * pooled figure.
 */
export function* intervalSteps({ drawing, words, codes, unions = [], over }: IntervalInput): Steps<void> {
  if (!drawing) return
  if ('why' in drawing) {
    for (const { figures } of [...codes, ...unions, ...over]) if (figures) mark(figures, drawing.why)
    return
  }
  const { draws } = drawing
  const tables = [...codes, ...unions]
  const gathered = over.map(({ codes: members }) => ({
    members: new Set(members),
    over: new OverCodes(draws),
  }))
  for (let first = 0; first < tables.length; first += drawnTogether) {
    const some = tables.slice(first, first + drawnTogether)
    draws.sums(some.flatMap(table => table.counts ?? [])).forEach((sums, at) => {
      const k = first + at
      const cells = new ResampledCells(sums, draws, words)
      const isMember = gathered.filter(({ members }) => k < codes.length && members.has(k))
      const figures = tables[k]?.figures
      const kappas = isMember.length > 0 || figures ? cells.values(cohenKappa) : null
      if (kappas) for (const { over } of isMember) over.add(cells, kappas)
      if (figures) addTo(figures, cells, draws.how, kappas)
    })
    yield first / tables.length
  }
  over.forEach(({ figures }, k) => {
    const found = gathered[k]?.over
    if (!found) return
    addTo(figures, new ResampledCells(found.sums, found, words), draws.how)
    for (const [name, values] of Object.entries(found.values())) {
      const figure = figures[name as keyof Figures]
      if (figure) figures[name as keyof Figures] = withInterval(figure, values, draws.how)
    }
  })
}

/** Adds the intervals of every coefficient of the cells; `kappas` where Cohen's are known already. */
function addTo(
  figures: Figures,
  cells: ResampledCells,
  how: string,
  kappas: Float64Array | null = null,
): void {
  for (const coefficient of coefficients) {
    const figure = figures[coefficient.id]
    if (figure.value === null) continue
    const values = kappas && coefficient === cohenKappa ? kappas : cells.values(coefficient)
    figures[coefficient.id] = withInterval(figure, values, how)
  }
}

const overCodes = ['pooled_kappa', 'mean_of_defined_code_kappas', 'weighted_mean_of_code_kappas'] as const

function mark(figures: Figures, words: string): void {
  const names: CoefficientName[] = coefficients.map(c => c.id)
  for (const name of [...names, ...overCodes]) {
    const figure: Figure | undefined = figures[name]
    if (figure) figures[name] = withMethod(figure, words)
  }
}

/** One table on every replicate. */
class ResampledCells {
  readonly sums: Float64Array
  private readonly units: Float64Array
  private readonly words: TableWords

  /** From the sums of cells 11, 10 and 01, column by column. */
  constructor(sums: Float64Array, { units }: { units: Float64Array }, words: TableWords) {
    this.sums = sums
    this.units = units
    this.words = words
  }

  /** A coefficient on every replicate, NaN where it is undefined. */
  values(coefficient: Coefficient): Float64Array {
    const replicates = this.units.length
    const cells = new Float64Array(4)
    const table = { size: 2, cells, presence: this.words }
    const values = new Float64Array(replicates)
    for (let r = 0; r < replicates; r++) {
      const both = this.sums[r] ?? 0
      const onlyA = this.sums[replicates + r] ?? 0
      const onlyB = this.sums[2 * replicates + r] ?? 0
      cells[0] = both
      cells[1] = onlyA
      cells[2] = onlyB
      cells[3] = (this.units[r] ?? 0) - both - onlyA - onlyB
      values[r] = coefficient.whyNot(table) === null ? coefficient.compute(table) : Number.NaN
    }
    return values
  }
}

/** The figures over codes, gathered code by code for every replicate. */
class OverCodes {
  /** Cells 11, 10 and 01 of the summed table, column by column. */
  readonly sums: Float64Array
  /** Units of the summed table: those drawn, once for every code. */
  readonly units: Float64Array
  private readonly drawn: Float64Array
  private readonly observed: Float64Array
  private readonly expected: Float64Array
  private readonly kappas: Float64Array
  private readonly defined: Uint32Array
  private readonly weighted: Float64Array
  private readonly weights: Float64Array
  private codes = 0

  constructor({ units }: { units: Float64Array }) {
    const replicates = units.length
    this.drawn = units
    this.sums = new Float64Array(replicates * 3)
    this.units = new Float64Array(replicates)
    this.observed = new Float64Array(replicates)
    this.expected = new Float64Array(replicates)
    this.kappas = new Float64Array(replicates)
    this.defined = new Uint32Array(replicates)
    this.weighted = new Float64Array(replicates)
    this.weights = new Float64Array(replicates)
  }

  /** Takes in one code with its kappas, NaN where undefined. */
  add({ sums }: ResampledCells, kappas: Float64Array): void {
    this.codes++
    const replicates = this.drawn.length
    for (let k = 0; k < sums.length; k++) this.sums[k] = (this.sums[k] ?? 0) + (sums[k] ?? 0)
    for (let r = 0; r < replicates; r++) {
      const n = this.drawn[r] ?? 0
      this.units[r] = (this.units[r] ?? 0) + n
      const both = sums[r] ?? 0
      const onlyA = sums[replicates + r] ?? 0
      const onlyB = sums[2 * replicates + r] ?? 0
      const first = both + onlyA
      const second = both + onlyB
      this.observed[r] = (this.observed[r] ?? 0) + (n - onlyA - onlyB) / n
      this.expected[r] = (this.expected[r] ?? 0) + (first * second + (n - first) * (n - second)) / (n * n)
      const kappa = kappas[r] ?? Number.NaN
      if (Number.isNaN(kappa)) continue
      const weight = both + onlyA + onlyB
      this.kappas[r] = (this.kappas[r] ?? 0) + kappa
      this.defined[r] = (this.defined[r] ?? 0) + 1
      this.weighted[r] = (this.weighted[r] ?? 0) + weight * kappa
      this.weights[r] = (this.weights[r] ?? 0) + weight
    }
  }

  /** Each figure on every replicate, NaN where no code varied. */
  values(): Record<(typeof overCodes)[number], Float64Array> {
    const value = (of: (r: number) => number) =>
      Float64Array.from(this.drawn, (_, r) => ((this.defined[r] ?? 0) === 0 ? Number.NaN : of(r)))
    return {
      pooled_kappa: value(r => {
        const expected = this.expected[r] ?? 0
        return ((this.observed[r] ?? 0) - expected) / (this.codes - expected)
      }),
      mean_of_defined_code_kappas: value(r => (this.kappas[r] ?? 0) / (this.defined[r] ?? 0)),
      weighted_mean_of_code_kappas: value(r => (this.weighted[r] ?? 0) / (this.weights[r] ?? 0)),
    }
  }
}
