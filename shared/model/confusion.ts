import type { Unit } from './agreement.ts'

/** How much of a code one coder gave, and how much of it met nothing of the other's in the same framework. */
export interface CodeUse {
  units: number
  /** Of these, the units to which the other coder gave no code of the framework at all. */
  alone: number
  /** Overlapping and touching codings are one passage. */
  passages: number
}

/** A code that at least one of the two used. */
export interface ConfusedCode {
  code: string
  framework: string
  a: CodeUse
  b: CodeUse
}

/** A code of the first coder and a code of the second that stand on the same text; both of one framework. */
export interface CodeMeeting {
  a: string
  b: string
  /** Units that the first gave `a` and the second `b`. Where the two are one code: what both gave it. */
  shared: number
  /** Of these, the units where the first did not give `b` nor the second `a`: one code in place of the other. */
  instead: number
  /** Passages of both that overlap; those that hang together by overlap count once. Counted in characters always. */
  passages: number
}

/** Which codes two coders use for the same text. Pairs that never meet are not listed. */
export interface ConfusionReport {
  unit: Unit
  /** What makes a unit carry a code, in a sentence. */
  convention: string
  /** The two coders' initials, first and second. */
  coders: [string, string]
  /** Units compared, over all sources. */
  n: number
  /** In the order of the framework. */
  codes: ConfusedCode[]
  /** In the order of `codes`, first by `a`, then by `b`. */
  meetings: CodeMeeting[]
}

/** Two codes that cover much the same words, one by each coder: to be looked at when the framework is agreed. */
export interface SuggestedPair {
  /** The first coder's code and the second's. */
  a: string
  b: string
  framework: string
  /** Characters under both, under the first's `a` alone, under the second's `b` alone. */
  shared: number
  onlyA: number
  onlyB: number
  /** As in CodeMeeting: of the shared characters, those where neither coder gave the other's code too. */
  instead: number
  passages: number
  /** Shared characters as a share of all that either code covers. */
  jaccard: number
  /** Shared characters as a share of what the smaller of the two covers. */
  contained: number
  /** The two have one name, but for capitals and accents. */
  sameName: boolean
}
