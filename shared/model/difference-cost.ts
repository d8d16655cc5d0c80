import type { AgreementCounts, Figure } from './agreement.ts'
import type { Disagreement, DisagreementKind } from './disagreement.ts'

/**
 * What figures would gain had the two coders agreed: the disputed characters move from the cells 10 and 01 to the
 * cell 11, and the figure after is taken less the figure before. In characters, by the tables of characters.
 */
export interface Cost {
  /** Disputed characters that are counted; 0 for a difference of polarity alone, which the tables do not see. */
  characters: number
  /** In percent agreement over all codes, as a share. What single differences cost here adds up. */
  percent: Figure
  /** In Cohen’s kappa of all codes in one table. What single differences cost here does not add up. */
  kappa: Figure
}

/** A difference with what it costs. */
export interface CostedDifference extends Cost {
  difference: Disagreement
  /** Its code, or its two codes, with what it costs Cohen’s kappa of that code alone. */
  codes: { code: string; characters: number; kappa: Figure }[]
}

/** All differences of one kind: what they cost together. */
export interface KindCost extends Cost {
  kind: DisagreementKind
  items: number
}

/** The differences of a round by what they cost the figures, most characters first. */
export interface DifferenceReport {
  /** Characters times codes: what the overall table holds. */
  n: number
  /** The overall table of characters. */
  counts: AgreementCounts
  percent: Figure
  kappa: Figure
  /** What all of them cost together. */
  all: Cost
  /** Only the kinds there are, in the order omission, extent, code, polarity. */
  kinds: KindCost[]
  items: CostedDifference[]
}
