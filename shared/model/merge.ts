/** Why an operation that came needs a person: it met another that did not know of it, or words that are other now. */
export type MeetingKind =
  | 'edited twice'
  | 'removed here'
  | 'needed and removed'
  | 'made twice'
  | 'circle'
  | 'refers to nothing'
  | 'text corrected'

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
}
