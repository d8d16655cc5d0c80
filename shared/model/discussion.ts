/** What waits to be talked over in a round, or was: a difference, or two codes that may be one. */
export interface AgendaEntry {
  id: string
  about: 'difference' | 'codes'
  /** The difference it is about now; null where that is no longer there, and for codes. */
  disagreement: string | null
  /** The two codes; empty for a difference. */
  codes: string[]
  question: string
  /** Member id; null where the name is kept from the asker, as that of a comment's author is. */
  parkedBy: string | null
  parkedAt: string
  /** Null while it waits, and for what was decided outside meetings. */
  meeting: string | null
  /** What was decided on codes; of a difference, its ruling says. */
  decision: string
  /** Null while it waits. */
  decidedAt: string | null
}

/** A meeting of a round's people. */
export interface Meeting {
  id: string
  /** A day, ISO 8601. */
  heldOn: string
  attendees: string
  notes: string
}

/** What somebody said about a difference. */
export interface ItemComment {
  id: string
  /** The difference it is about now; null where that is no longer there. */
  disagreement: string | null
  /** Member id, or null. */
  author: string | null
  words: string
  at: string
}

/** What is talked over in a round, oldest first. */
export interface Discussion {
  agenda: AgendaEntry[]
  meetings: Meeting[]
  comments: ItemComment[]
}

/** How a round's differences are judged. */
export interface JudgingRules {
  /** Whether the coders' names are hidden while judging, and the readings in an order drawn for each difference. */
  namesHidden: boolean
  /** Whether the round's coders may rule, where they are reviewers or leads. */
  codersMayRule: boolean
}
