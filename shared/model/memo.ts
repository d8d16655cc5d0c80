import type { LiveNumber } from './live-number.ts'

export type MemoKind = 'theme summary' | 'analytic' | 'methodological' | 'reflexive'
export type MemoState = 'draft' | 'in review' | 'confirmed'
export type MemoSubject = 'theme' | 'code' | 'source' | 'case' | 'study'

/** By whom and when a memo was confirmed; `who` null: from the command line. */
export interface MemoConfirmed {
  who: string | null
  at: string
}

export interface MemoSummary {
  id: string
  title: string
  kind: MemoKind
  state: MemoState
  /** Null where it is not confirmed, or the journal does not tell. */
  confirmed: MemoConfirmed | null
  about: { kind: MemoSubject; id: string | null; name: string }
  author: { id: string; name: string } | null
  /** When something was last written in it. */
  updatedAt: string
  words: number
  /** Which text it has, as `memos.save` is told which one was written on. */
  bodyId: string
}

/**
 * What became of a text that was written: the memo it is kept in. That is another than the one written in where that one was
 * removed by then.
 */
export interface MemoSaved extends MemoSummary {
  /**
   * True where the memo had another text by then than the one written on, or was confirmed: it keeps what it has, and what
   * was written stands among its earlier texts.
   */
  isAside: boolean
}

/**
 * A memo with its text. `body` is a Lexical editor state as JSON text. A quotation in it is a node of type
 * `quotation` that holds ids and offsets only (source, revision, start, end, coding), edits on the quotation
 * (`marks`), and `corrected` where its words were changed in the source since; its words come from `quotations`.
 */
export interface Memo extends MemoSummary {
  body: string
  quotations: QuotedPassage[]
  /** What its live numbers say now: nodes of type `live-number` hold what is counted. */
  numbers: LiveNumber[]
}

/** How often a person or a site is quoted. */
export interface Voice {
  kind: 'person' | 'site'
  /** Empty: quotations that belong to no case, or whose words are no longer in the study. */
  name: string
  isGone: boolean
  /** In the memo asked about, and in all memos. */
  here: number
  everywhere: number
}

/** How often each is quoted, and how many quotations there are: one of several people counts for each of them. */
export interface VoicesInMemo {
  quotations: { here: number; everywhere: number }
  voices: Voice[]
}

/** The words behind a quotation in a memo, as the study holds them now. */
export interface QuotedPassage {
  source: string
  start: number
  end: number
  coding: string | null
  /** The text of the source, by its revision, that `start` and `end` are places of; null where the source is gone. */
  revision: string | null
  text: string
  /** How the passage is attributed: `[OT 18, Site 10]`. */
  attribution: string
  /** Whose voice it is, and of which site, by name. */
  people: string[]
  sites: string[]
  /** The coding that stands in the place of the one it was taken from, where that is gone: as when a ruling was given again. */
  heir?: string
  /** What became of the coding it was taken from since: still there, changed, or removed. */
  standing: 'present' | 'changed' | 'removed' | 'uncoded'
  /** When its source was taken out of the study, ISO 8601; absent where it is there, or nothing tells. */
  sourceRemoved?: string
  /** What its coding carried when it was quoted and carries now, as a sentence; absent where that is alike or not known. */
  recoded?: string
}
