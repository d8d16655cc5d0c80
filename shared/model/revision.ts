import type { Segment } from './document.ts'

/** Why a text was changed after its import: put right, names taken out, or an earlier text put back. */
export type RevisionKind = 'correction' | 'pseudonyms' | 'restored'

/** What an edit changed, with a few words around it. `start` and `end` are UTF-16 offsets of the text after it. */
export interface TextChange {
  start: number
  end: number
  head: string
  before: string
  after: string
  tail: string
}

/** A text that a source had or has. */
export interface RevisionSummary {
  id: string
  /** From 1, the text as it was imported. */
  number: number
  kind: 'imported' | RevisionKind
  note: string
  who: string | null
  at: string
  words: number
  /** What it changed of the one before, in order; the first of them where there are many. */
  changes: TextChange[]
  /** How many further changes are not told one by one. */
  further: number
}

/** An earlier text, to read. */
export interface RevisionText {
  id: string
  number: number
  title: string
  /** SHA-256 of the text (UTF-8), hex. */
  sha256: string
  text: string
  parts: Segment[]
  /** Where it is other than the one before it. */
  changed: { start: number; end: number }[]
}

/** Something that stands on words which a correction would change, as far as the asker may see. */
export interface Touched {
  what: 'coding' | 'annotation'
  id: string
  /** The code's name, or the note's text. */
  name: string
  /** Initials of whose it is, or that the name is hidden; null for the consensus. */
  who: string | null
  before: string
  /** The words it would stand on; null where nothing is left of them. */
  after: string | null
}

/** What a correction would do, before it is done. */
export interface CorrectionPreview {
  /** Why the asker may not make it; null where they may. */
  refused: string | null
  /** What would change. */
  changes: TextChange[]
  further: number
  /** Codings and annotations, visible to the asker, that stay on the same words. */
  same: number
  /** Those that would wait to be looked at, the first hundred of them. */
  touched: Touched[]
  touchedInAll: number
  /** True where some may be hidden from the asker. */
  withheld: boolean
}

/** What came of a correction, as far as the asker may see. */
export interface CorrectionResult {
  revision: string
  number: number
  /** How many of what the asker may see wait to be looked at. */
  toPlace: number
}

/** Words with those around them. */
export interface WordsInContext {
  head: string
  text: string
  tail: string
}

/** Something that waits to be looked at, since the words it stood on are other now. */
export interface PlaceItem {
  id: string
  what: 'coding' | 'annotation' | 'ruling' | 'quotation'
  /** Its id in its own table; the memo's for a quotation. */
  row: string
  why: 'touched' | 'gone'
  source: string
  sourceTitle: string
  /** The code's name, the note's text, the ruling's reason, or the memo's title. */
  name: string
  /** Palette step of the code, where it has one. */
  colour: number | null
  comment: string
  /** Initials of whose it is, or that the name is hidden; null for the consensus. */
  who: string | null
  /** Whether it is for the asker to place. */
  mine: boolean
  /** Whether the work it belongs to is submitted: it is placed, but not dropped. */
  frozen: boolean
  /** Where it stood, in the text before. */
  before: WordsInContext
  /** Where it stands now; null where nothing is left. Offsets of the newest text. */
  now: (WordsInContext & { start: number; end: number }) | null
  /** Where in the newest text its words were. */
  near: number
  at: string
}
