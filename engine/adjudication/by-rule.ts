import type { AgreedRule } from '#shared/model/agreed-rule.ts'
import type { CodedSpan, Disagreement } from '#shared/model/disagreement.ts'
import { coveredLength, intersection, type Span, sharedLength, unite } from '#shared/text/span.ts'
import { type ConsensusCoding, united } from './rulings.ts'

/**
 * The consensus codings that the rule makes of a difference, or null where it settles nothing: of a boundary whose readings
 * overlap enough and do not differ in polarity. Overlap is intersection over union, in characters of this difference.
 *
 * `union` is all of both readings; `intersection` what both have; `longer` the reading of more characters, of two equal ones
 * that which begins, else ends, first. Exchanging the coders changes nothing.
 */
export function consensusByRule(item: Disagreement, rule: AgreedRule): ConsensusCoding[] | null {
  if (rule.by === 'exact' || item.kind !== 'boundary' || item.polarityDiffers) return null
  const [a = [], b = []] = Object.values(item.sides)
  const [inA, inB] = [unite(a), unite(b)]
  const shared = sharedLength(inA, inB)
  const either = coveredLength(unite([...inA, ...inB]))
  // In whole numbers: 0.55 of 20 is 11.
  if (shared * 1e6 < Math.round(rule.overlap * 1e6) * either) return null
  switch (rule.extent) {
    case 'union':
      return united(item.source, [...a, ...b])
    case 'intersection':
      return united(item.source, [...within(a, inB), ...within(b, inA)])
    case 'longer':
      return united(item.source, isLonger(inA, inB) ? a : b)
  }
}

/** The parts of one coder's codings that the other's passages cover. */
const within = (codings: readonly CodedSpan[], other: readonly Span[]): CodedSpan[] =>
  codings.flatMap(coding =>
    other.flatMap(span => {
      const shared = intersection(coding, span)
      return shared ? [{ ...coding, ...shared }] : []
    }),
  )

function isLonger(a: readonly Span[], b: readonly Span[]): boolean {
  const longer = coveredLength(a) - coveredLength(b)
  if (longer !== 0) return longer > 0
  const at = a.findIndex((span, n) => span.start !== b[n]?.start || span.end !== b[n]?.end)
  const [x, y] = [a[at], b[at]]
  return x !== undefined && y !== undefined && (x.start - y.start || x.end - y.end) < 0
}
