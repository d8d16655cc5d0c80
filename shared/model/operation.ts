import type { Span } from '../text/span.ts'

/** One entry of the journal as a person reads it. */
export interface HistoryEntry {
  id: string
  sequence: number
  at: string
  /** The name of who did it, with their initials where two have that name; null where nobody was signed in. */
  who: string | null
  /** The id of who did it; null where nobody was signed in, or their name is hidden. */
  by: string | null
  /** What was done, in words. */
  what: string
  kind: string
  undone: boolean
  undoable: boolean
  /** It was done on a computer whose clock cannot have been right: `at` is what that clock said. */
  wrongClock: boolean
  /**
   * Where a step of coding or annotating lies, the first place of several, with the coding that is there; left out where that
   * is not told or lies nowhere now.
   */
  passage?: Span & { source: string; coding?: string }
}

/** What undo and redo would do now for the person asking, in words; null where there is nothing. */
export interface UndoState {
  undo: string | null
  redo: string | null
}

/** A step of the journal as far as it touched the codings and annotations of one passage. */
export interface PassageStep {
  /** Of its entry in the journal. */
  id: string
  at: string
  /** The name of who did it; null where nobody was signed in. */
  who: string | null
  undone: boolean
  changes: PassageChange[]
  /** How many further changes of the passage the step made that are not told one by one. */
  further: number
}

/** What a step did to a coding or an annotation, or alike to several. */
export interface PassageChange {
  /** In words: `Coded “Time”`, `“Time”: moved its end 3 words later`. */
  what: string
  /** How many codings or annotations it was done to. */
  count: number
  /** Colour of the code concerned; null where it is no longer there, or no one code is concerned. */
  colour: number | null
  /** Where it lay before and lies after, where the step changed that: null on the side it was not there. */
  moved: { before: Span | null; after: Span | null } | null
}

/** A step that was taken back, or done again. */
export interface TakenBack {
  what: string
  /** The difference it was about, the first of several. */
  difference?: { round: string; item: string }
  /** The passage it was about, the first of several in one source. */
  passage?: Span & { source: string }
}
