import { passageKey } from '#shared/model/passage.ts'
import type { CandidatePassage } from '#shared/model/statement.ts'

/**
 * How many passages each component has, those of the ones beneath it included: one that is coded to two of them counts once for
 * the construct above both. `lines` has for each component itself and those above it.
 */
export function passagesUnder(
  codings: readonly Pick<CandidatePassage, 'code' | 'source' | 'start' | 'end'>[],
  lines: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const under = new Map<string, Set<string>>()
  for (const coding of codings) {
    for (const above of lines.get(coding.code) ?? []) {
      under.set(above, (under.get(above) ?? new Set()).add(passageKey(coding)))
    }
  }
  return new Map([...under].map(([code, passages]) => [code, passages.size]))
}
