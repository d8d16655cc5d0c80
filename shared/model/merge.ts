import type { TextChange } from './revision.ts'

/** Why an operation that came needs a person: it met another that did not know of it, or words that are other now. */
export type MeetingKind =
  | 'edited twice'
  | 'removed here'
  | 'needed and removed'
  | 'made twice'
  | 'circle'
  | 'refers to nothing'
  | 'text corrected'
  | 'round closed'
  | 'open together'

/** One operation that a merge took in and that a person should look at. What happened to it is the same everywhere. */
export interface Meeting {
  kind: MeetingKind
  /** Of the operation that came. */
  operation: string
  /** The row in which it met another. */
  table: string
  row: string
  /** The column both wrote, where it was one, and the value of it that does not stand. */
  column?: string
  lost?: string | number | null
  /** Of a closed round: the codings that who closed it did not know of, by their coder. */
  further?: { coder: string; codings: number }[]
  /** Of a closed round: how many of its differences are ruled otherwise than whoever closed it knew. */
  rulings?: number
  /**
   * The other row, where two rows met: of two rounds that are open together the later one, of what was made twice the
   * one that stood.
   */
  other?: string
  /** What else of the same step met, and can be decided by itself: a step of many rulings may meet as many. */
  also?: Omit<Meeting, 'operation' | 'also'>[]
}

/**
 * What became of a package, in operations, each counted once: `sent` is the sum of the others. What needs a decision
 * has arrived all the same.
 */
export interface MergeSheet {
  sent: number
  arrived: number
  alreadyHere: number
  needDecision: Meeting[]
  /** The file it came in, and what it brought; of what was merged before that was kept, neither. */
  file?: string
  counts?: ArrivingCounts
  /** What a person chose since, by operation. */
  decided?: Record<string, 'keep' | 'other'>
}

/** A meeting as a person reads it. `kind` is a fixed word for programs. */
export interface MeetingInWords {
  kind: string
  what: string
  /** What else of the same step met, each in a sentence. */
  also: string[]
}

/**
 * What a package brings that was not here before, by what stands of it in the package: what is new, and of what stood
 * here what it changes and takes away. Sheets that were kept before the optional ones were counted lack them, and count
 * what is changed as new and every code as proposed.
 */
export interface ArrivingCounts {
  codings: number
  annotations: number
  proposedCodes: number
  /** New codes that nobody proposed: a lead's own. */
  codes?: number
  memos: number
  /** Rulings, where there are any. */
  rulings?: number
  changed?: CountsOfHere
  removed?: CountsOfHere
}

/** How many of what stood here. */
export interface CountsOfHere {
  codings: number
  annotations: number
  codes: number
  memos: number
  rulings?: number
}

/**
 * What became, or would become, of one file. In operations: `sent = arrived + alreadyHere + needDecision.length`, but for
 * what is withheld.
 */
export interface PackageReport {
  /** The file's name as a person may see it. */
  file: string
  /** `already`: it was merged before and that stands; nothing is done. */
  status: 'merged' | 'already' | 'refused'
  /** One sentence where it is refused or was here already. */
  reason?: string
  /** What to do about a refusal. */
  hint?: string
  /** Null where the file could not be read so far. */
  packageId: string | null
  kind: 'return' | 'copy' | null
  /** Null where it is a whole study's. */
  round: { id: string; title: string } | null
  coder: { id: string; name: string; initials: string } | null
  /** By the clock of the computer it was made on. */
  madeAt: string | null
  /** Whether the coder hands in their work with it. */
  submits: boolean
  /** Null while they are withheld, as are the next two. */
  sent: number | null
  arrived: number | null
  alreadyHere: number | null
  /** Why figures are null, and when they will be told, as one sentence; null where they are told. */
  withheld: string | null
  /** While a blind round hides what came, no more than that there is something; empty where figures are withheld. */
  needDecision: MeetingInWords[]
  /** Null where a blind round hides it, and of a package that is not merged. */
  counts: ArrivingCounts | null
  /** True where a blind round hides from the asker what came. */
  hidden: boolean
  /** What is worth knowing and no obstacle, in sentences. */
  notes: string[]
}

/** What merging came to, or would come to, file by file in the order they were given. */
export interface MergeOutcome {
  packages: PackageReport[]
  /** Codes that were proposed apart and may be one; only of what the asker may see. */
  pairs: ProposalPair[]
  /** The verified backup that was made before; null where nothing was merged. */
  backup: string | null
}

/** A proposed code, and another that may be the same. */
export interface ProposalPair {
  proposed: PairedCode
  other: PairedCode
  sameName: boolean
  /** Passages of the proposed code that lie at least half on a passage of the other. */
  together: number
}

/** Codes that coders proposed in rounds and nobody has accepted yet, and which of them may be one. */
export interface Proposals {
  codes: ProposedCode[]
  pairs: ProposalPair[]
}

export interface ProposedCode extends PairedCode {
  framework: string
  /** The title of the round it was proposed in. */
  round: string
}

export interface PairedCode {
  id: string
  name: string
  definition: string
  /** Whose proposal it is; null: it is no proposal, or nobody's. */
  by: string | null
  passages: number
}

/** A package that was merged, as the study keeps it: its sheet and what is still to be decided. */
export interface MergedPackage {
  id: string
  kind: 'return' | 'copy'
  round: { id: string; title: string } | null
  coder: { id: string; name: string; initials: string } | null
  madeAt: string
  mergedAt: string
  submits: boolean
  /** Its place among all that was merged, the first is 1. */
  number: number
  /** The file it came in; null of what was merged before that was kept. */
  file: string | null
  /** What it brought that was not here before; null where that was not kept, or a blind round hides it. */
  counts: ArrivingCounts | null
  /** Its merge was undone: what only it brought does not count. */
  undone: boolean
  /** Null while they are withheld, as are the next three. */
  sent: number | null
  arrived: number | null
  alreadyHere: number | null
  /** How many needed a person when it was merged. */
  needDecision: number | null
  /** Why figures are null, and when they will be told, as one sentence; null where they are told. */
  withheld: string | null
  /** What those are, but for what is listed of a newer one already; empty while a blind round hides them. */
  decisions: Decision[]
  hidden: boolean
}

/** Where two texts differ: `before` is what the one that stands says, `after` what the other does. */
export interface TextsApart {
  changes: TextChange[]
  /** How many further places are not told one by one. */
  further: number
}

/** One meeting for a person to decide. What happened already stands until they do. */
export interface Decision {
  /** Of the operation that came: its id within the package. */
  operation: string
  /** Which of what that operation met: 0 is the first. */
  part: number
  /** `hidden`: what met is kept from who asks, who is to judge rulings again; others decide it. */
  kind: MeetingKind | 'hidden'
  what: string
  /** What stands and what gave way, in words; null where it is not a matter of two values. */
  stands: string | null
  other: string | null
  /** Of a text that was corrected on both sides: where the two differ; null of all else, and but for leads. */
  texts: TextsApart | null
  /** Whether the other can be taken instead. */
  canTakeOther: boolean
  /** What was chosen, or done since; `gone`: it is so no more; null: it is open. */
  settled: 'keep' | 'other' | 'placed' | 'gone' | null
  /** Where to go and look. */
  source: string | null
  /** The round it is about, by id; null: none. */
  round: string | null
}
