import type { Disagreement, DisagreementKind } from '#shared/model/disagreement.ts'

/** How many items of a docket are of each kind, and whose the omitted codings are. */
export interface DocketCounts {
  kinds: Record<DisagreementKind, number>
  /** Omissions by the coder who did code the passage: the first, the second. */
  alone: readonly [number, number]
}

/** Counts a round's docket, settled and open items alike. */
export function docketCounts(
  items: readonly Disagreement[],
  [first]: readonly [string, string],
): DocketCounts {
  const kinds: Record<DisagreementKind, number> = { omission: 0, boundary: 0, code: 0, slot: 0, polarity: 0 }
  let byFirst = 0
  for (const { kind, sides } of items) {
    kinds[kind]++
    if (kind === 'omission' && (sides[first]?.length ?? 0) > 0) byFirst++
  }
  return { kinds, alone: [byFirst, kinds.omission - byFirst] }
}
