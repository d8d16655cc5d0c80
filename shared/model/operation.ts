/** One entry of the journal as a person reads it. */
export interface HistoryEntry {
  id: string
  sequence: number
  at: string
  who: string | null
  /** What was done, in words. */
  what: string
  kind: string
  undone: boolean
  undoable: boolean
}

/** What undo and redo would do now for the person asking, in words; null where there is nothing. */
export interface UndoState {
  undo: string | null
  redo: string | null
}
