import type { Polarity } from '#shared/model/coding.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'

const polarities: readonly Polarity[] = ['facilitator', 'barrier']

/**
 * How many of the characters that both coders gave one code carry another polarity for one than for the other.
 * A character's polarity is the set of facilitator and barrier over all codings of that coder on it, so a coding
 * without polarity beneath one with it says nothing more. 0 where the two agree. Symmetric.
 */
export function polarityDifference(a: readonly CodedSpan[], b: readonly CodedSpan[]): number {
  if ([...a, ...b].every(coding => coding.polarity === null)) return 0
  const both = intersections(unite(a), unite(b))
  const differing: Span[] = []
  for (const polarity of polarities) {
    const ofA = intersections(unite(a.filter(c => c.polarity === polarity)), both)
    const ofB = intersections(unite(b.filter(c => c.polarity === polarity)), both)
    differing.push(...without(ofA, ofB), ...without(ofB, ofA))
  }
  return coveredLength(unite(differing))
}

/** True where every character of the coding also carries a polarity from another of these codings. */
export function polarityCovers(codings: readonly CodedSpan[], span: Span): boolean {
  const polar = unite(codings.filter(c => c.polarity !== null))
  return sharedLength(polar, [span]) === span.end - span.start
}

/** What two united lists share, united. */
function intersections(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared: Span[] = []
  let i = 0
  let j = 0
  while (true) {
    const left = a[i]
    const right = b[j]
    if (!left || !right) return shared
    const start = Math.max(left.start, right.start)
    const end = Math.min(left.end, right.end)
    if (start < end) shared.push({ start, end })
    if (left.end < right.end) i++
    else j++
  }
}

/** What the first united list covers and the second does not, united. */
function without(a: readonly Span[], b: readonly Span[]): Span[] {
  const left: Span[] = []
  let j = 0
  for (const span of a) {
    let start = span.start
    for (; j < b.length; j++) {
      const cut = b[j]
      if (!cut || cut.start >= span.end) break
      if (cut.end <= start) continue
      if (cut.start > start) left.push({ start, end: cut.start })
      start = Math.max(start, cut.end)
      if (cut.end > span.end) break
    }
    if (start < span.end) left.push({ start, end: span.end })
  }
  return left
}
