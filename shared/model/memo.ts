import type { LiveNumber } from './live-number.ts'

export type MemoKind = 'theme summary' | 'analytic' | 'methodological' | 'reflexive'
export type MemoState = 'draft' | 'in review' | 'confirmed'
export type MemoSubject = 'theme' | 'code' | 'source' | 'study'

export interface MemoSummary {
  id: string
  title: string
  kind: MemoKind
  state: MemoState
  about: { kind: MemoSubject; id: string | null; name: string }
  author: { id: string; name: string } | null
  updatedAt: string
  words: number
}

/**
 * A memo with its text. `body` is a Lexical editor state as JSON text. A quotation in it is a node of type
 * `quotation` that holds ids and offsets only (source, start, end, coding); its words come from `quotations`.
 */
export interface Memo extends MemoSummary {
  body: string
  quotations: QuotedPassage[]
  /** What its live numbers say now: nodes of type `live-number` hold what is counted. */
  numbers: LiveNumber[]
}

/** The words behind a quotation in a memo, as the study holds them now. */
export interface QuotedPassage {
  source: string
  start: number
  end: number
  coding: string | null
  text: string
  /** How the passage is attributed: `[OT 18, Site 10]`. */
  attribution: string
  /** What became of the coding it was taken from since: still there, changed, or removed. */
  standing: 'present' | 'changed' | 'removed' | 'uncoded'
}
