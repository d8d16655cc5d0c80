import type { Figure } from './agreement.ts'
import type { RulingOutcome } from './disagreement.ts'

/** An outcome with the differences that were ruled so, by id, in the order of the text. */
export interface OutcomeCount {
  outcome: RulingOutcome
  items: string[]
}

/** A ruling that was changed or taken back after it had been given. */
export interface Reversal {
  /** The difference it was about; null where that is no longer there. */
  item: string | null
  from: RulingOutcome
  /** What it was changed to; null where it was withdrawn. */
  to: RulingOutcome | null
  /** Member id of who changed it; null from the command line. */
  by: string | null
  at: string
}

/**
 * How the rulings of a round fall, for those who give them: no verdict, but where somebody leans to one side, or to what is
 * shown first, it is seen here.
 */
export interface Mirror {
  /** Whether outcomes a and b are the round's coders in order, or, where names are hidden, the reading shown first and second. */
  sides: 'coders' | 'readings'
  /** All differences with a ruling. */
  ruled: string[]
  /** Differences that are asked again, since a coder worked on after they were ruled on: these rulings are in no other count. */
  askedAgain: string[]
  /** How many rulings stand without a difference: not counted either. */
  left: number
  outcomes: OutcomeCount[]
  /** Differences on which one reading was chosen over the other, by whether it was the one shown first. */
  shown: { first: string[]; second: string[]; unknown: string[] }
  /** Every code of a ruled difference, with how the rulings on its differences fall; most ruled first. */
  codes: { code: string; outcomes: OutcomeCount[] }[]
  /** Latest first. */
  reversals: Reversal[]
  /** Second judges of the round, oldest first. */
  judgings: SecondJudging[]
}

/** A sample of a round's rulings that somebody judges again without seeing what was ruled, and how the two agree. */
export interface SecondJudging {
  id: string
  /** Member id. */
  judge: string
  /** Decides, with the rulings' differences alone, which were drawn. */
  seed: number
  /** How many rulings it was drawn from. */
  among: number
  drawn: number
  /** How many the judge has judged: the n of the figures. */
  judged: number
  /** How many were left out: their codings changed, or the round was closed, before they were judged. */
  leftOut: number
  at: string
  /** Differences that both judged alike, and that they did not; what is not on the docket any more is in neither. */
  alike: string[]
  otherwise: string[]
  /**
   * Differences of the sample on which another outcome stands now than when it was drawn, or none. All else of a sample compares with the
   * rulings as they stood then: what is changed after the two have seen each other's is no independent judgement.
   */
  changed: string[]
  percent: Figure
  kappa: Figure
}

/** What became of a coder's coding. */
export type CodingFate =
  /** Both coders agree on it. */
  | 'agreed'
  /** The round's rule settled what the two differ on: they overlap enough. */
  | 'rule'
  /** It stands as it was made. */
  | 'stands'
  /** It stands beside, or united with, the other coder's. */
  | 'both'
  /** Another extent stands in its place. */
  | 'extent'
  /** Another code stands in its place. */
  | 'code'
  /** The other coder's reading stands, which may be that nothing is coded. */
  | 'other'
  /** Nothing stands. */
  | 'neither'
  /** The codings changed since somebody ruled: what was ruled stands till it is ruled anew. */
  | 'changed'
  /** Nobody has ruled yet. */
  | 'open'

/** A coding of the coder who asks, with what was decided about it. */
export interface DecidedCoding {
  coding: string
  source: string
  start: number
  end: number
  /** The code it counts as. */
  code: string
  fate: CodingFate
  /** The difference it is part of; null where both agree. */
  difference: string | null
  /** The ruling's reason, who gave it and when; null where nobody ruled. */
  ruling: {
    reason: string
    reviewer: string
    ruledAt: string
    start?: number
    end?: number
    code?: string
  } | null
}
