import type { ConfusionReport, SuggestedPair } from '#shared/model/confusion.ts'
import { folded } from '#shared/text/folded.ts'

/** From where two codes are worth looking at: shares of characters, 0 to 1. */
export interface PairThresholds {
  /** Shared characters of all that either covers. */
  jaccard: number
  /** Shared characters of what the smaller one covers. */
  contained: number
}

/**
 * Pairs of two codes, one used by each coder, that cover much the same characters or of which one lies within the
 * other; those that cover most alike first. Two codes of one name are listed wherever they share a character.
 * @param confusion counted in characters
 */
export function suggestedPairs(
  confusion: ConfusionReport,
  names: ReadonlyMap<string, string>,
  { jaccard, contained }: PairThresholds,
): SuggestedPair[] {
  const uses = new Map(confusion.codes.map(use => [use.code, use]))
  const found: SuggestedPair[] = []
  for (const { a, b, shared, instead, passages } of confusion.meetings) {
    const [first, second] = [uses.get(a), uses.get(b)]
    if (!first || !second || a === b || shared === 0) continue
    const onlyA = first.a.units - shared
    const onlyB = second.b.units - shared
    const pair: SuggestedPair = {
      a,
      b,
      framework: first.framework,
      shared,
      onlyA,
      onlyB,
      instead,
      passages,
      jaccard: shared / (shared + onlyA + onlyB),
      contained: shared / (shared + Math.min(onlyA, onlyB)),
      sameName: folded(names.get(a) ?? a) === folded(names.get(b) ?? b),
    }
    if (pair.jaccard >= jaccard || pair.contained >= contained || pair.sameName) found.push(pair)
  }
  return found.sort((x, y) => y.jaccard - x.jaccard || y.shared - x.shared)
}
