import type { AgreementCounts, Figure } from '#shared/model/agreement.ts'
import { seededRandom } from './random.ts'

/** How intervals are made. `replicates` 0 makes none. */
export interface Resampling {
  replicates: number
  seed: number
}

/** Below this many sources an interval over sources says nothing. */
export const fewestSources = 5

/** One code's counts in the sources where it was used; in all others every unit is in cell 00. */
export interface SparseCounts {
  source: number
  counts: AgreementCounts
}

/**
 * Sources drawn with replacement, as many as there are, `replicates` times. Characters of one source are not
 * independent of each other, so whole sources are what is drawn (percentile bootstrap); every figure of a report
 * is computed on the same draws.
 */
export class SourceDraws {
  readonly replicates: number
  /** Units of all sources drawn, per replicate. */
  readonly units: Float64Array
  private readonly times: Uint16Array
  private readonly sources: number

  constructor(unitsPerSource: readonly number[], resampling: Resampling) {
    const random = seededRandom(resampling.seed)
    this.replicates = resampling.replicates
    this.sources = unitsPerSource.length
    this.times = new Uint16Array(this.replicates * this.sources)
    this.units = new Float64Array(this.replicates)
    for (let r = 0; r < this.replicates; r++) {
      const row = r * this.sources
      for (let draw = 0; draw < this.sources; draw++) {
        const source = Math.floor(random() * this.sources)
        this.times[row + source] = (this.times[row + source] ?? 0) + 1
        this.units[r] = (this.units[r] ?? 0) + (unitsPerSource[source] ?? 0)
      }
    }
  }

  /** Cells 11, 10, 01, 00 of every replicate, one after the other. */
  cells(sparse: readonly SparseCounts[]): Float64Array {
    const used = sparse.length
    const sources = Int32Array.from(sparse, s => s.source)
    const flat = new Float64Array(used * 3)
    sparse.forEach(({ counts }, k) => {
      flat.set([counts['11'], counts['10'], counts['01']], k * 3)
    })
    const cells = new Float64Array(this.replicates * 4)
    for (let r = 0; r < this.replicates; r++) {
      const row = r * this.sources
      let both = 0
      let onlyA = 0
      let onlyB = 0
      for (let k = 0; k < used; k++) {
        const times = this.times[row + (sources[k] ?? 0)] ?? 0
        both += times * (flat[k * 3] ?? 0)
        onlyA += times * (flat[k * 3 + 1] ?? 0)
        onlyB += times * (flat[k * 3 + 2] ?? 0)
      }
      cells[r * 4] = both
      cells[r * 4 + 1] = onlyA
      cells[r * 4 + 2] = onlyB
      cells[r * 4 + 3] = (this.units[r] ?? 0) - both - onlyA - onlyB
    }
    return cells
  }

  /** Sums over the sources drawn, `width` of them for each replicate, one after the other. */
  sums(sparse: readonly { source: number; values: readonly number[] }[], width: number): Float64Array {
    const flat = Float64Array.from(sparse.flatMap(({ values }) => values))
    const sums = new Float64Array(this.replicates * width)
    for (let r = 0; r < this.replicates; r++) {
      sparse.forEach(({ source }, k) => {
        const times = this.times[r * this.sources + source] ?? 0
        if (times === 0) return
        for (let n = 0; n < width; n++) {
          sums[r * width + n] = (sums[r * width + n] ?? 0) + times * (flat[k * width + n] ?? 0)
        }
      })
    }
    return sums
  }
}

/**
 * The figure with its 95 % interval from the values it had on the resamples (NaN where undefined, left out and
 * said so). No interval where fewer than half of the resamples have a value. The values are sorted in place.
 */
export function withInterval(figure: Figure, values: Float64Array, sources: number, seed: number): Figure {
  if (figure.value === null) return figure
  values.sort() // numeric, NaN last
  let defined = values.length
  while (defined > 0 && Number.isNaN(values[defined - 1])) defined--
  const undefinedOnes = values.length - defined
  if (defined * 2 < values.length) {
    return withMethod(figure, `no interval: undefined in ${undefinedOnes} of ${values.length} resamples`)
  }
  const how = `95 % percentile bootstrap over ${sources} sources, B = ${values.length}, seed ${seed}`
  const left = undefinedOnes > 0 ? `, ${undefinedOnes} resamples without a value left out` : ''
  const found = values.subarray(0, defined)
  return { ...withMethod(figure, how + left), ci: [quantile(found, 0.025), quantile(found, 0.975)] }
}

/** The figure with a few words added to how it was made. */
export const withMethod = (figure: Figure, words: string): Figure => ({
  ...figure,
  method: figure.method === undefined ? words : `${figure.method}; ${words}`,
})

/** Linear interpolation between the order statistics of an ascending list (Hyndman & Fan 1996, type 7). */
function quantile(ascending: Float64Array, share: number): number {
  const at = (ascending.length - 1) * share
  const below = ascending[Math.floor(at)] ?? Number.NaN
  const above = ascending[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}
