import { createHash } from 'node:crypto'
import type { SampleSize } from '#shared/model/round.ts'

/** A part of what is drawn from: its name and the ids in it. */
export interface Stratum {
  name: string
  ids: readonly string[]
}

/**
 * Draws without replacement. Every id has a place that the seed and the id alone decide: the SHA-256 of `SEED:ID`. Of
 * each stratum the ids with the lowest places are drawn, so that the draw does not depend on the order of rows, is the
 * same on every machine, and can be checked with any program that has SHA-256; a larger sample holds the smaller one.
 * Answers the ids drawn from each stratum, in the order of their places.
 */
export function drawn(strata: readonly Stratum[], size: number, seed: number): string[][] {
  const shares = allocated(
    strata.map(({ ids }) => ids.length),
    size,
  )
  return strata.map(({ ids }, at) =>
    ids
      .map(id => ({ id, place: createHash('sha256').update(`${seed}:${id}`).digest('hex') }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, shares[at])
      .map(({ id }) => id),
  )
}

/** How many a size asks for of so many, at least one; a share is rounded half up. */
export const sizeOf = (size: SampleSize, all: number): number =>
  'number' in size ? size.number : Math.max(1, Math.round(size.share * all))

/**
 * A sample's size among strata, in proportion to what each holds: rounded down, and what is left goes to the largest
 * remainders (Hamilton), of equal ones to the larger stratum, then to the one named first. Counted in whole numbers.
 */
export function allocated(sizes: readonly number[], size: number): number[] {
  const all = sizes.reduce((sum, n) => sum + n, 0)
  if (all === 0) return sizes.map(() => 0)
  const shares = sizes.map(n => Math.floor((size * n) / all))
  const left = size - shares.reduce((sum, n) => sum + n, 0)
  const byRemainder = sizes
    .map((n, at) => ({ at, n, remainder: (size * n) % all }))
    .sort((a, b) => b.remainder - a.remainder || b.n - a.n || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}
