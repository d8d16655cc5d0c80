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

/** A run over no more blocks than this stands in each of them. */
const fewWholes = 8

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

  /** Adds the units `from` up to but not including `to` of the line to a column, each as much as `amount`. */
  addRun(from: number, to: number, column: number, amount = 1): void {
    if (from >= to || amount === 0) return
    const { edges } = this.blocks
    const first = blockOf(this.blocks, from)
    const last = to <= (edges[first + 1] ?? 0) ? first : blockOf(this.blocks, to - 1)
    if (first === last) return this.add(first, column, amount * (to - from))
    this.add(first, column, amount * ((edges[first + 1] ?? 0) - from))
    this.add(last, column, amount * (to - (edges[last] ?? 0)))
    if (last - first > fewWholes) {
      this.put(this.wholes, first + 1, column, -amount)
      this.put(this.wholes, last, column, amount)
      return
    }
    for (let k = first + 1; k < last; k++)
      this.add(k, column, amount * ((edges[k + 1] ?? 0) - (edges[k] ?? 0)))
  }

  /** What was added, for drawing from. */
  sparse(): Sparse {
    return {
      columns: columnsOf(this.rows, this.width),
      wholes: this.wholes.size === 0 ? null : columnsOf(this.wholes, this.width),
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

/** One number for each of some blocks. */
interface Column {
  blocks: Int32Array
  values: Float64Array
}

/** What `BlockSums` gathers. `wholes` count with the units of all blocks before theirs. */
export interface Sparse {
  columns: Column[]
  wholes: Column[] | null
}

/** The rows turned, without what is 0. */
const columnsOf = (rows: ReadonlyMap<number, readonly number[]>, width: number): Column[] =>
  Array.from({ length: width }, (_, column) => {
    const blocks: number[] = []
    const values: number[] = []
    for (const [block, row] of rows) {
      const value = row[column] ?? 0
      if (value === 0) continue
      blocks.push(block)
      values.push(value)
    }
    return { blocks: Int32Array.from(blocks), values: Float64Array.from(values) }
  })

/** So many replicates are weighed at once that what they weigh stays near the processor. */
const tile = 16

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
    const { replicates, count, times } = this
    const sums = all.map(({ columns }) => new Float64Array(replicates * columns.length))
    const before = all.some(({ wholes }) => wholes) ? new Float64Array(tile * count) : null
    for (let first = 0; first < replicates; first += tile) {
      const end = Math.min(replicates, first + tile)
      if (before) this.unitsBefore(first, end, before)
      for (let k = 0; k < all.length; k++) {
        const [sparse, into] = [all[k], sums[k]]
        if (!sparse || !into) continue
        const { columns, wholes } = sparse
        for (let column = 0; column < columns.length; column++) {
          const own = columns[column]
          const whole = wholes?.[column]
          for (let r = first; r < end; r++) {
            let sum = own ? weigh(own, times, r * count) : 0
            if (whole && before) sum += weigh(whole, before, (r - first) * count)
            into[column * replicates + r] = sum
          }
        }
      }
    }
    return sums
  }

  /** Of some replicates, one after the other, the units drawn of all blocks before each. */
  private unitsBefore(first: number, end: number, before: Float64Array): void {
    for (let r = first; r < end; r++) {
      let sum = 0
      for (let k = 0; k < this.count; k++) {
        before[(r - first) * this.count + k] = sum
        sum += (this.times[r * this.count + k] ?? 0) * (this.sizes[k] ?? 0)
      }
    }
  }
}

/** Every value times the weight of its block; the weights of the replicate begin at `from`. */
function weigh({ blocks, values }: Column, weights: Uint8Array | Float64Array, from: number): number {
  let sum = 0
  for (let k = 0; k < blocks.length; k++) sum += (weights[from + (blocks[k] ?? 0)] ?? 0) * (values[k] ?? 0)
  return sum
}
