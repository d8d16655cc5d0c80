/** What a member said about a memo. */
export interface MemoComment {
  id: string
  author: { id: string; name: string; initials: string }
  words: string
  createdAt: string
  /** Whether the asker may take it away: it is theirs, or they lead. */
  mayRemove: boolean
}

/** A text that a memo had, by the step of the journal that left it. */
export interface MemoText {
  step: string
  at: string
  /** Who wrote it; null: the command line, or a correction of a source. */
  who: string | null
  what: string
  words: number
  isCurrent: boolean
}

/** Two texts of a memo, one laid over the other. */
export interface MemoComparison {
  pieces: { text: string; is: 'same' | 'added' | 'removed' }[]
  /** How many words came and went. */
  added: number
  removed: number
}
