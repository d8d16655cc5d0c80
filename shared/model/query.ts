import type { Layer, Polarity } from './coding.ts'
import type { SourceKind } from './document.ts'

/**
 * Words that are looked for. `words`: as typed, with “…”, *, OR, NOT and NEAR/10 understood; `phrase`: one after the
 * other; `near`: all of them, each at most `within` words from the next; `pattern`: a regular expression (RE2).
 */
export interface TextAsked {
  words: string
  how: 'words' | 'phrase' | 'near' | 'pattern'
  within: number
}

/** An attribute of people or sites: one of some values, or from and to (numbers and dates, both included). */
export interface AttributeAsked {
  attribute: string
  values: string[]
  from: string | null
  to: string | null
}

/**
 * What a query asks for; all of it must hold, and an empty list asks for nothing. Its places are codings of the layer; where
 * it asks for text and nothing of codings but codes that are not there, they are the places where the text stands.
 */
export interface StudyQuery {
  text: TextAsked | null
  /** Coded with one of these. */
  anyCodes: string[]
  /** Coded with each of these on overlapping text, by the same coder. */
  allCodes: string[]
  /** On no text coded with one of these. */
  noCodes: string[]
  /** A code counts with those beneath it. */
  beneath: boolean
  polarity: Polarity | null
  layer: Layer
  /** Of the independent layer: one coder's. */
  coder: string | null
  round: string | null
  dataSets: string[]
  kinds: SourceKind[]
  tags: string[]
  /** People or sites behind it; who belongs to a site counts for it. */
  cases: string[]
  attributes: AttributeAsked[]
  /** Labels of speakers as the sources have them. */
  speakers: string[]
}

/** A query that asks for nothing yet. */
export const emptyQuery: StudyQuery = {
  text: null,
  anyCodes: [],
  allCodes: [],
  noCodes: [],
  beneath: true,
  polarity: null,
  layer: 'consensus',
  coder: null,
  round: null,
  dataSets: [],
  kinds: [],
  tags: [],
  cases: [],
  attributes: [],
  speakers: [],
}

/** Whether a query's places are codings, or places where its text stands. */
export const isOfCodings = ({ text, anyCodes, allCodes, polarity, coder, round }: StudyQuery): boolean =>
  text === null ||
  anyCodes.length > 0 ||
  allCodes.length > 0 ||
  polarity !== null ||
  coder !== null ||
  round !== null

/** A code on the text of a place, as the layer asked for has it. */
export interface CodeThere {
  id: string
  name: string
}

/** A place a query found, with what stands around it. */
export interface QueryPlace {
  source: string
  sourceTitle: string
  start: number
  end: number
  before: string
  match: string
  after: string
  speaker: string | null
  /** Number of the turn or paragraph, as the reader counts them. */
  line: number
  /** Names of the people and sites behind it. */
  cases: string[]
  codes: CodeThere[]
  /** The coding, where the query is of codings. */
  coding: string | null
  coderInitials: string | null
  polarity: Polarity | null
}

export interface QueryAnswer {
  /** The first of them, in the order of sources and text. */
  places: QueryPlace[]
  counts: { places: number; sources: number; cases: number }
  /** What the places are. */
  of: 'codings' | 'text'
  /** What was asked, in words that name the layer. */
  inWords: string
  /** Parts of the query that no longer stand, a sentence each. */
  missing: string[]
  /** What a person should know about the answer, a sentence each. */
  remarks: string[]
  /** A blind round keeps some of it back. */
  withheld: boolean
}

/** A query kept by name. */
export interface SavedQuery {
  id: string
  name: string
  asks: StudyQuery
  inWords: string
  missing: string[]
  /** Name of who saved it last; null: the command line. */
  by: string | null
  savedAt: string
}

/** Whether two queries ask for the same; what one leaves out it asks nothing of. */
export function asksAlike(one: Partial<StudyQuery>, other: Partial<StudyQuery>): boolean {
  const whole = (query: Partial<StudyQuery>) =>
    JSON.stringify(
      Object.entries({ ...emptyQuery, ...query }).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    )
  return whole(one) === whole(other)
}
