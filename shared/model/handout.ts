/** Whose hand-out a copy of a study is, and what for. */
export interface HandoutCopy {
  /** The package's id. */
  package: string
  coder: { id: string; name: string; initials: string }
  round: { id: string; title: string }
  /** A day, ISO 8601, or null. */
  due: string | null
  mayAddCodes: boolean
  /** A reviewer's, who settles differences in it and does not code. */
  isReview: boolean
}

/** What one coder's hand-out holds. */
export interface HandoutCounts {
  sources: number
  words: number
  cases: number
  codes: number
  /** The coder's own work in the round so far; null where a blind round hides even how much that is. */
  own: { codings: number; annotations: number; proposedCodes: number; memos: number } | null
}

/** A hand-out before it is made. */
export interface HandoutPreview {
  counts: HandoutCounts
  /** How many hand-outs were made for this coder in this round before. */
  madeBefore: number
  earlier: EarlierWork
  /** The name a file of it would go by. */
  fileName: string
}

/**
 * Whether the coder's work so far is in the hand-out: always; or, where a coder of the blind round makes it for another,
 * only in one that their card opens, and otherwise left out or, once something was returned, not made.
 */
export type EarlierWork = 'in it' | 'by card or left out' | 'by card only'

/** What opens a hand-out. `open`: anybody who has Tandem. */
export type ProtectionKind = 'open' | 'passphrase' | 'card'

/** A package that was made: in `file`, or held for taking out as `held`. */
export interface MadePackage {
  packageId: string
  /** Where it was written; null where it is held. */
  file: string | null
  held: { id: string; fileName: string } | null
  bytes: number
  sha256: string
  /** Both null where it is no coder's: what another copy of a study takes in. */
  round: { id: string; title: string } | null
  coder: { id: string; name: string; initials: string } | null
  sources: number
  /** Null of a whole study while a blind round is open. */
  operations: number | null
}

export interface MadeHandout extends MadePackage {
  protection: ProtectionKind
  counts: HandoutCounts
}

/** A hand-out that was made, as the study remembers it. */
export interface HandoutMade {
  id: string
  round: string
  coder: string
  madeAt: string
  sources: number
  protection: ProtectionKind
  /** Whether it is still waited for: its person's newest of the round, with no merged return, or of a coder none that hands in. */
  isAway: boolean
}

/** A hand-out's file, looked into before it is opened. */
export interface HandoutFile {
  package: string
  study: { id: string; title: string }
  coder: { id: string; name: string; initials: string }
  round: { id: string; title: string }
  due: string | null
  mayAddCodes: boolean
  blind: boolean
  createdAt: string
  counts: HandoutCounts
  /** What the study signs by, short enough to be read out. */
  fingerprint: string
  /** Whether this computer has opened a hand-out of the study before, and whether it was signed as this one is. */
  sender: 'first' | 'known' | 'other'
  /** Whether a passphrase was needed: the copy takes it as its own. */
  passphrase: boolean
  /** Copies of this very hand-out that are on this computer already. */
  copies: string[]
}

/** How much a coder did. */
export interface WorkCounts {
  codings: number
  annotations: number
  proposedCodes: number
  /** Steps in the history, with what was undone again. */
  operations: number
}

/** A return before it is made. */
export interface ReturnPreview {
  work: WorkCounts
  /** How much of it the last return did not hold; null where none was made. */
  sinceLast: { madeAt: string; work: WorkCounts } | null
  /** Sources of the round without any coding. */
  untouched: string[]
  /** The coder's memos, with those chosen to be shared the last time. */
  memos: { id: string; title: string; words: number; shared: boolean }[]
  fileName: string
}

export interface MadeReturn extends MadePackage {
  submits: boolean
  /** What stands of the coder's work; null for all of a study. */
  work: WorkCounts | null
  /** How many memos went along. */
  memos: number
}

/** The ending of a hand-out's file, and of a return's; no dot. */
export const handoutEnding = 'tandem-handout'
export const returnEnding = 'tandem-return'
