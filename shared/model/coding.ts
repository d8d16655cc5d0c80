import type { OverlapRule } from './agreed-rule.ts'

export type Polarity = 'facilitator' | 'barrier'
export type Layer = 'independent' | 'consensus'

/**
 * One coder says: characters [start, end) of this source carry this code. Offsets are UTF-16, half-open.
 * In the consensus layer `coder` is null and `ruling` names the ruling it comes from (null: both coders agreed).
 */
export interface Coding {
  id: string
  source: string
  start: number
  end: number
  code: string
  /** The code its coder gave it, where that was merged into `code` since. */
  codedAs?: string
  coder: string | null
  layer: Layer
  polarity: Polarity | null
  comment: string
  round: string | null
  ruling: string | null
  /** Of an agreed coding of the consensus whose extents differed: the rule by which it counts as agreed. */
  byRule?: OverlapRule
  createdAt: string
  /** True where its coder has submitted the round it belongs to: it no longer changes. */
  frozen: boolean
}

/** What came of coding many passages at once. */
export interface AddedCodings {
  /** How many were asked for. */
  added: number
  /** How many of them lie whole in one that had the code already: there was nothing to add. */
  already: number
  /** How many of the codings that are there now took in some that were there before: one extent, one polarity. */
  united: number
  /** Of those in which a facilitator and a barrier became one: its code, and what it is now. */
  mixed: { code: string; polarity: Polarity }[]
}

/**
 * The independent codings of one source as columns, in text order: a long list crosses the wire as a few arrays.
 * `code`, `coder` and `round` are indices into their lists (-1: none); `createdAt` is in milliseconds.
 */
export interface CodingColumns {
  source: string
  codes: string[]
  coders: string[]
  rounds: string[]
  id: string[]
  start: number[]
  end: number[]
  code: number[]
  coder: number[]
  round: number[]
  /** 0: none, 1: facilitator, 2: barrier. */
  polarity: number[]
  createdAt: number[]
  /** Indices of those that no longer change. */
  frozen: number[]
  /** Comments by index, of those that have one. */
  comments: [at: number, comment: string][]
}

/** The codings of a source as they stood at a moment of this copy's journal, named by its last entry. */
export interface OpenCodings {
  at: string
  columns: CodingColumns
}

/** What changed since: codings that came to be or are other than before, and ids of those that are gone. */
export interface CodingsSince {
  at: string
  changed: Coding[]
  gone: string[]
}

/** A coding with what a list or an export shows beside it. */
export interface CodedPassage extends Coding {
  /** The text of the source, by its revision, that `start` and `end` are places of. */
  revision: string
  text: string
  codeName: string
  codePath: string[]
  coderName: string | null
  coderInitials: string | null
  sourceTitle: string
  sourceKind: string
  /** Number of the version of its code’s framework that it was coded with: of its round, else of the moment; 0 before the first. */
  version: number
  speaker: string | null
}

/** A note on a passage, without a code. */
export interface Annotation {
  id: string
  source: string
  start: number
  end: number
  /** Null where it is kept from the asker, who judges without names; `createdAt` is then when the round was opened. */
  author: string | null
  text: string
  createdAt: string
  /** True where its author has submitted the round it belongs to: it no longer changes. */
  frozen: boolean
}

/** True of a coder's own coding where whose it is is kept from whoever asked for it. */
export const isNameless = ({ layer, coder }: Pick<Coding, 'layer' | 'coder'>): boolean =>
  layer === 'independent' && coder === null
