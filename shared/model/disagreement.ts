import type { Span } from '#shared/text/span.ts'
import type { OverlapRule } from './agreed-rule.ts'
import type { Polarity } from './coding.ts'

/**
 * How two coders differ: one coded and one did not; same code, other extent; same passage, other code; same passage in one
 * deductive framework, another slot of it; same code and extent, other polarity. In the order of a table.
 */
export const disagreementKinds = ['omission', 'boundary', 'code', 'slot', 'polarity'] as const
export type DisagreementKind = (typeof disagreementKinds)[number]

/** How two codes on one passage stand in their tree: same parent, one above the other, or neither. */
export type CodeRelation = 'sibling' | 'ancestor' | 'other'

/** What comparing needs of a coding. Offsets are UTF-16, half-open. */
export interface CodedSpan {
  id: string
  start: number
  end: number
  code: string
  /** The code its coder gave it, where that was merged into `code` since. */
  codedAs?: string
  polarity: Polarity | null
}

/** Whose coding stands: the round's first coder's, the second's, both, a new extent, another code, or none. */
export type RulingOutcome = 'a' | 'b' | 'both' | 'extent' | 'code' | 'neither'

/** Whether a ruling is for one coder's side. */
export const isOfOneSide = (outcome: RulingOutcome): boolean => outcome === 'a' || outcome === 'b'

/**
 * Whether a ruling is for a coder who coded nothing there: that side stands, and nothing is coded. `coders` are the ids of
 * the round's two.
 */
export const isForNothing = (
  { sides }: Pick<Disagreement, 'sides'>,
  outcome: RulingOutcome,
  [a, b]: readonly [string, string],
): boolean => isOfOneSide(outcome) && (sides[outcome === 'a' ? a : b] ?? []).length === 0

/** The same outcome with the two readings exchanged. */
export function exchanged<Outcome extends RulingOutcome>(outcome: Outcome): Outcome | 'a' | 'b' {
  if (outcome === 'a') return 'b'
  return outcome === 'b' ? 'a' : outcome
}

/** A reviewer's decision on a disagreement; `start`, `end` and `code` where the outcome is a new extent or code. */
export interface Ruling {
  outcome: RulingOutcome
  start?: number
  end?: number
  code?: string
  reason: string
}

/** A ruling as the study keeps it. */
export interface GivenRuling extends Ruling {
  id: string
  reviewer: string
  discussedWith: string
  ruledAt: string
  /** The coder whose reading was shown first; null where it is not known. */
  firstShown: string | null
  /** The meeting in which it was decided; null outside meetings. */
  meeting: string | null
}

/** A ruling whose difference is no longer there: later work made its codings agree, or took them away. */
export interface LeftRuling {
  ruling: GivenRuling
  kind: DisagreementKind
  source: string
  /** Where its consensus codings stand, and under which codes; none where nothing was to stand. */
  passages: { start: number; end: number; code: string }[]
  /** The passage it was given on, as it stands in the text, and how its words begin; null where that cannot be told any more. */
  on: (Span & { words: string }) | null
}

/**
 * One item on the docket: a passage and a code, or a pair of codes, on which a round's two coders differ.
 * `start..end` is the smallest stretch that holds every coding of the item.
 * Of two codes, `code` is the one whose passage comes first in the text (then by end, then by id), whoever
 * coded it; `sides` says who coded what.
 */
export interface Disagreement {
  /** The same for the same codings in the same round, whichever coder comes first. */
  id: string
  round: string
  kind: DisagreementKind
  source: string
  start: number
  end: number
  code: string
  otherCode?: string
  relation?: CodeRelation
  /** A boundary where, on the characters both coded, facilitator and barrier differ too. */
  polarityDiffers?: true
  /** Coder id to that coder's codings in the item, in text order; an empty list where that coder has none. */
  sides: Record<string, CodedSpan[]>
  /**
   * How many code units are in dispute. For all kinds but polarity: the (character, code) pairs that one coder
   * marked and the other did not, so over a round the costs add up to the 10 and 01 cells of the character
   * tables. For polarity: the characters whose polarity differs, which those tables do not see.
   */
  cost: number
  ruling?: GivenRuling
  /**
   * What was ruled on these codings before later work changed how they differ, oldest first. Where there is no `ruling`
   * the question is asked again; the next ruling takes the place of all of them.
   */
  overtaken?: GivenRuling[]
  /** The round is closed: what was ruled before the change stands, and nobody is asked again. */
  stands?: true
  /** The rule of the round by which it is settled: a boundary whose readings overlap enough, without a ruling of a person. */
  byRule?: OverlapRule
  /** The coder whose reading is shown first, where the round is judged with names hidden. */
  first?: string
  /**
   * For a second judge alone: a ruling on it was drawn for them to judge again. What they say stands here; till they have
   * judged the whole sample, what was ruled is kept from them.
   */
  again?: { judging: string; outcome: RulingOutcome | null; reason: string; isOpen: boolean }
}

/** What became of a round's differences since a moment. */
export interface DocketSince {
  /** The moment this stands for: what a later question asks from. */
  at: string
  /** All of them, in the order of sources and text; null where only some are ruled otherwise. */
  all: Disagreement[] | null
  /** Those that are ruled otherwise, as they are now. */
  changed: Disagreement[]
}

/** The ruling that holds and that nobody is asked about again: in a closed round also one whose difference changed since. */
export const heldRuling = ({
  ruling,
  overtaken,
  stands,
}: Pick<Disagreement, 'ruling' | 'overtaken' | 'stands'>): GivenRuling | undefined =>
  ruling ?? (stands ? overtaken?.at(-1) : undefined)

/** True where somebody still has to rule: neither a person nor the round's rule settled it, nor is it past ruling on. */
export const isLeft = ({
  ruling,
  byRule,
  stands,
}: Pick<Disagreement, 'ruling' | 'byRule' | 'stands'>): boolean =>
  ruling === undefined && byRule === undefined && stands === undefined

/** A passage on which both coders agree: same code, same extent once each coder's own overlaps are united, same polarity. */
export interface AgreedPassage {
  source: string
  start: number
  end: number
  code: string
  sides: Record<string, CodedSpan[]>
}
