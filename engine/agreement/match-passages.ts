import type { Span } from '#shared/text/span.ts'

/**
 * The most passages of two coders that can be matched one to one where `fits` allows a pair; only passages that share
 * a character are asked about. Answers the pairs as indices. Each list must be sorted and disjoint (its passages may
 * touch). Linear in the number of passages.
 *
 * Why the first pair that fits may always be taken: walking both lists in order, every pair that overlaps comes up
 * once, and each step leaves for good the passage that ends first. Say (x, y) is the first pair that fits with both
 * free. If x overlaps a later y′, then x ends after y does, so no later x′ can overlap y; and the other way round. So
 * all other pairs that x or y are in share the same one of the two, and a largest matching holds at most one of them:
 * putting (x, y) in its place loses nothing.
 */
export function matchPassages(
  a: readonly Span[],
  b: readonly Span[],
  fits: (x: Span, y: Span) => boolean,
): [number, number][] {
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  let takenA = -1
  let takenB = -1
  while (true) {
    const x = a[i]
    const y = b[j]
    if (!x || !y) return pairs
    if (x.start < y.end && y.start < x.end && takenA !== i && takenB !== j && fits(x, y)) {
      pairs.push([i, j])
      takenA = i
      takenB = j
    }
    if (x.end < y.end) i++
    else j++
  }
}
