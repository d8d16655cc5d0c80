import type { Span } from '../text/span.ts'

/** How much around what was found becomes the passage. */
export type Extent = 'match' | 'sentence' | 'turn'

/** A passage that autocode proposes: nothing is coded by it. Offsets are UTF-16, half-open, as everywhere. */
export interface Proposal extends Span {
  source: string
  speaker: string | null
  /** What was found in it, in order, the first hundred; empty where the whole turn is what was asked for. */
  matches: Span[]
  /**
   * Words to show: the passage, or of a long one where the first match is, with a little of its turn around it.
   * `before` and `after` are true where its turn goes on there.
   */
  shown: { start: number; text: string; before: boolean; after: boolean }
  /** Codes that a coding of the asker's own already puts on the whole of this passage. */
  carries: string[]
  /** Codes of which a coding of the asker's own lies on a part of this passage: coded with one, the two become one. */
  meets: string[]
}

/** A source that was looked through and has proposals. */
export interface SearchedSource {
  id: string
  title: string
  /** Title of the round the asker has submitted, for which nothing is added to this source; or null. */
  submitted: string | null
}

/** What autocode found, in the order of sources and text. */
export interface Found {
  proposals: Proposal[]
  sources: SearchedSource[]
  /** How many sources were looked through. */
  searched: number
  /** What a person should know about the search, a sentence each: what it could not find, what it left off. */
  remarks: string[]
  /** The sources that those remarks name since their speakers, or who of them asks, are not marked. */
  unmarked: { id: string; title: string }[]
}
