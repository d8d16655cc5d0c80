import { seededRandom } from './random.ts'
import type { Resampling } from './resampling.ts'

/** Below this many an interval from drawing says nothing of how figures vary. */
export const fewestDrawn = 8

/** What is drawn, whole, because the characters of one source, or of one turn, are not independent of each other. */
export interface Blocks {
  /** All units of all sources stand in one line; the first unit of every block on it, and the end of the line. */
  edges: Float64Array
  /** What they are and how many: “20 sources”. */
  words: string
}

/** The block that holds a unit of the line; the last block for its end. */
export function blockOf({ edges }: Blocks, unit: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle + 1] ?? 0) <= unit) low = middle + 1
    else high = middle
  }
  return Math.min(low, edges.length - 2)
}

/**
 * Several numbers that add up over blocks, in the blocks where one of them is not 0. A run of units that reaches over
 * many blocks stands in its first and last one and in `wholes`, so that it costs no more than a short one.
 */
export class BlockSums {
  private readonly rows = new Map<number, number[]>()
  private readonly wholes = new Map<number, number[]>()
  private readonly blocks: Blocks
  private readonly width: number

  constructor(blocks: Blocks, width: number) {
    this.blocks = blocks
    this.width = width
  }

  /** Adds an amount to a column in one block. */
  add(block: number, column: number, amount: number): void {
    this.put(this.rows, block, column, amount)
  }

  /** Adds the units `from` up to but not including `to` of the line to a column. */
  addRun(from: number, to: number, column: number): void {
    if (from >= to) return
    const { edges } = this.blocks
    const first = blockOf(this.blocks, from)
    const last = to <= (edges[first + 1] ?? 0) ? first : blockOf(this.blocks, to - 1)
    if (first === last) return this.add(first, column, to - from)
    this.add(first, column, (edges[first + 1] ?? 0) - from)
    this.add(last, column, to - (edges[last] ?? 0))
    if (last === first + 1) return
    this.put(this.wholes, first + 1, column, -1)
    this.put(this.wholes, last, column, 1)
  }

  /** What was added, for drawing from. */
  sparse(): Sparse {
    return {
      width: this.width,
      ...columns(this.rows, this.width),
      wholes: this.wholes.size === 0 ? null : columns(this.wholes, this.width),
    }
  }

  private put(rows: Map<number, number[]>, block: number, column: number, amount: number): void {
    let row = rows.get(block)
    if (!row) {
      row = new Array<number>(this.width).fill(0)
      rows.set(block, row)
    }
    row[column] = (row[column] ?? 0) + amount
  }
}

interface Columns {
  blocks: Int32Array
  /** Column by column, one number for each of `blocks`. */
  values: Float64Array
}

/** What `BlockSums` gathers. `wholes` count with the units of all blocks before theirs. */
export interface Sparse extends Columns {
  width: number
  wholes: Columns | null
}

function columns(rows: ReadonlyMap<number, readonly number[]>, width: number): Columns {
  const values = new Float64Array(rows.size * width)
  let k = 0
  for (const row of rows.values()) {
    for (let column = 0; column < width; column++) values[column * rows.size + k] = row[column] ?? 0
    k++
  }
  return { blocks: Int32Array.from(rows.keys()), values }
}

/**
 * Blocks drawn with replacement, as many as there are, `replicates` times (percentile bootstrap). Every figure of the
 * same sources is computed on the same draws.
 */
export class Draws {
  readonly replicates: number
  /** Units of all blocks drawn, per replicate. */
  readonly units: Float64Array
  /** How the interval was made, in words. */
  readonly how: string
  private readonly count: number
  private readonly sizes: Float64Array
  /** How often each block was drawn, replicate by replicate; of many blocks none comes near 256 times. */
  private readonly times: Uint8Array

  constructor({ edges, words }: Blocks, { replicates, seed }: Resampling) {
    const random = seededRandom(seed)
    this.replicates = replicates
    this.count = edges.length - 1
    this.how = `95 % percentile bootstrap over ${words}, B = ${replicates}, seed ${seed}`
    this.sizes = Float64Array.from({ length: this.count }, (_, k) => (edges[k + 1] ?? 0) - (edges[k] ?? 0))
    this.times = new Uint8Array(replicates * this.count)
    this.units = new Float64Array(replicates)
    for (let r = 0; r < replicates; r++) {
      const row = r * this.count
      let units = 0
      for (let draw = 0; draw < this.count; draw++) {
        const block = Math.floor(random() * this.count)
        this.times[row + block] = (this.times[row + block] ?? 0) + 1
        units += this.sizes[block] ?? 0
      }
      this.units[r] = units
    }
  }

  /** What the numbers of each come to in every replicate, column by column. */
  sums(all: readonly Sparse[]): Float64Array[] {
    const sums = all.map(({ width }) => new Float64Array(this.replicates * width))
    const before = all.some(({ wholes }) => wholes) ? new Float64Array(this.count) : null
    for (let r = 0; r < this.replicates; r++) {
      const times = this.times.subarray(r * this.count, (r + 1) * this.count)
      if (before) this.unitsBefore(times, before)
      all.forEach(({ width, wholes, ...columns }, k) => {
        const into = sums[k]
        if (!into) return
        this.weigh(columns, width, times, into, r)
        if (before && wholes) this.weigh(wholes, width, before, into, r)
      })
    }
    return sums
  }

  private weigh(
    { blocks, values }: Columns,
    width: number,
    weights: Uint8Array | Float64Array,
    into: Float64Array,
    r: number,
  ): void {
    const used = blocks.length
    for (let column = 0; column < width; column++) {
      const from = column * used
      let sum = 0
      for (let k = 0; k < used; k++) sum += (weights[blocks[k] ?? 0] ?? 0) * (values[from + k] ?? 0)
      const at = column * this.replicates + r
      into[at] = (into[at] ?? 0) + sum
    }
  }

  /** Of one replicate, the units drawn of all blocks before each. */
  private unitsBefore(times: Uint8Array, before: Float64Array): void {
    let sum = 0
    for (let k = 0; k < this.count; k++) {
      before[k] = sum
      sum += (times[k] ?? 0) * (this.sizes[k] ?? 0)
    }
  }
}
