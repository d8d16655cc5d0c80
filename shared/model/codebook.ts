export type CodeStatus = 'provisional' | 'agreed' | 'retired'

/** A label with its meaning. `colour` is a step of the palette, 1–24. `path` is the names from the root to itself. */
export interface Code {
  id: string
  framework: string
  parent: string | null
  name: string
  path: string[]
  kind: 'inductive' | 'deductive'
  definition: string
  whenToUse: string
  whenNotToUse: string
  example: string
  colour: number
  status: CodeStatus
  /** Order among its siblings. */
  position: number
  /** The round in which a coder proposed it, or null. */
  proposedIn: string | null
  /** The codes that were merged into it: they count as it, and keep their names and definitions. */
  merged: MergedCode[]
}

/** A code that stands for another since it was merged into it. `at` is null where nobody wrote down when and why. */
export interface MergedCode {
  id: string
  name: string
  definition: string
  because: string
  at: string | null
}

/**
 * How often codes were used, as far as the asker may see, in the independent layer: `mine[n]` codings of the asker's
 * own and `all[n]` of everyone's carry the code `codes[n]` itself, not those under it. A code without any is not listed.
 */
export interface CodeCounts {
  codes: string[]
  mine: number[]
  all: number[]
}

/** A named tree of codes; `codes` come in tree order (a parent before its children). */
export interface Framework {
  id: string
  name: string
  kind: 'inductive' | 'deductive'
  description: string
  /** Number of its newest frozen version, 0 where none was frozen. */
  version: number
  codes: Code[]
}

/** A framework frozen at a moment. */
export interface FrameworkVersion {
  id: string
  framework: string
  number: number
  note: string
  createdAt: string
  codes: number
}

/** What would go with a thing that is removed, counted and in words; `refused` says why it cannot be removed. */
export interface GoesWith {
  codings: number
  children: number
  sentence: string
  refused: string | null
}

/** The same of codes. */
export interface CodesGoWith extends GoesWith {
  /** What goes, each kind counted in words: `1 memo`. */
  parts: string[]
}

/** What was done to a code on purpose. */
export type ChangeKind =
  | 'added'
  | 'renamed'
  | 'moved'
  | 'redefined'
  | 'merged'
  | 'separated'
  | 'split'
  | 'retired'
  | 'restored'
  | 'removed'

/** What can be told apart between two versions of a framework; of a code that a coder proposed also what a lead made of it. */
export type VersionDifference = ChangeKind | 'accepted' | 'declined' | 'status' | 'example'

/** A code as a version of its framework keeps it. */
export interface FrozenCode {
  id: string
  parent: string | null
  name: string
  definition: string
  when_to_use: string
  when_not: string
  example: string
  status: CodeStatus
  /** 1: it counts as its parent. Absent in versions frozen before codes could be merged. */
  merged?: number
}

/** What became of one code between two versions, as a person reads it, and the reasons that were given. */
export interface CodeDifference {
  kind: VersionDifference
  code: string
  name: string
  before: string | null
  after: string | null
  because: string[]
  /** Who proposed a code that was added in a round, where it is told what became of it. */
  proposedBy?: string
}

/** Two versions of a framework side by side; `to` is null for the framework as it stands. */
export interface VersionComparison {
  framework: string
  from: FrameworkVersion
  to: FrameworkVersion | null
  differences: CodeDifference[]
  /** Whether they hold the very same: also the colours of codes and their order, which are no differences. */
  same: boolean
}

/** A code that was split, and how far its passages are judged: one queue for what one coder coded, one for the consensus. */
export interface CodeSplit {
  code: string
  name: string
  framework: string
  /** Ids of the codes it is split into, as they count now, in the order they were given. */
  parts: string[]
  because: string
  queues: SplitQueue[]
}

/** `coder` null: the consensus. `total` counts what is judged and what is `left`, as far as the asker may see. */
export interface SplitQueue {
  coder: string | null
  left: number
  total: number
}

/** A passage of a split code as it is judged, with the words around it. */
export interface SplitPassage {
  coding: string
  source: string
  sourceTitle: string
  speaker: string | null
  start: number
  end: number
  before: string
  text: string
  after: string
  comment: string
  polarity: 'facilitator' | 'barrier' | null
  /** Ids of the codes it was judged to be of, the split code itself where it was kept; empty where it is still to be judged. */
  judged: string[]
}

/** A change of a framework that bears on sources coded before it; `done` where its coder went through the source since. */
export interface BearingChange {
  framework: string
  kind: 'added' | 'split' | 'redefined'
  code: string
  name: string
  at: string
  done: boolean
}

/** A source that a coder had coded when the framework changed. `last`: when it was last gone through again, and by whom. */
export interface Revisit {
  source: string
  sourceTitle: string
  coder: string
  changes: BearingChange[]
  last: { by: string; at: string } | null
}

/** What a passage shows of a code: what it takes in, what it leaves out, what is typical of it, what only looks like it. */
export type ExampleKind = 'inclusion' | 'exclusion' | 'typical' | 'near-miss'

/** A passage that shows what a code is or is not, from a ruling. */
export interface CodeExample {
  id: string
  code: string
  kind: ExampleKind
  source: string
  sourceTitle: string
  start: number
  end: number
  /** Its words in the text as it was then. */
  text: string
  /** Why it was ruled so. */
  note: string
  round: string
  disagreement: string
  by: string
  at: string
}

/** Two codes of a framework that may be one, and why they are set side by side. */
export interface CodePair {
  codes: [string, string]
  sameName: boolean
  similarName: boolean
  /** At how many places the two lie on the same words, and passages of each. */
  together: number
  passages: [number, number]
}
