import type { CodedPassage, Layer, Polarity } from './coding.ts'

/**
 * What a theme says of one or several components of a deductive framework, as a facilitator or a barrier:
 * `Initiation and enrolment: OTs were expected to … (Mentor interviews)`.
 */
export interface Statement {
  id: string
  theme: string
  polarity: Polarity
  /** Ids of the components or constructs it is about, in the framework's order. */
  codes: string[]
  text: string
  /**
   * Ids of the codings chosen for it, each as the one that stands in its place, with those that are there no more or no longer
   * coded to both; null where every passage coded to both stands behind it.
   */
  chosen: string[] | null
  /** Ids of the codings behind it that stand and are coded to both, in text order. */
  passages: string[]
  /** How many passages those stand on. */
  counted: number
  /** Data sets of those passages, in the study's order. */
  sources: string[]
  /** How many chosen codings are there no more. */
  gone: number
  /** How many chosen codings are no longer coded to its theme and its components. */
  astray: number
}

/** What a person writes of a statement. */
export interface StatementSaid {
  polarity: Polarity
  codes: string[]
  text: string
  /** Those chosen; null where every passage coded to both stands behind it. */
  passages: string[] | null
}

/** What a statement says now, to be compared with what it said when somebody began to change it. */
export const saidIn = ({ polarity, codes, text, chosen }: Statement): StatementSaid => ({
  polarity,
  codes,
  text,
  passages: chosen,
})

/** A component that passages of a theme are coded to and of which no statement of its row speaks. */
export interface Unwritten {
  code: string
  /** What the passages say; null: neither. */
  polarity: Polarity | null
  passages: number
}

/** A row of the theme × framework table: a sub-theme, or a theme with codes or statements of its own. */
export interface StatementRow {
  theme: string
  /** Its name, those between it and the top-level theme before it: `Support / With trial processes`. */
  name: string
  /** The components its statements are about, under their constructs, in the framework's order. */
  constructs: { code: string; name: string; components: { code: string; name: string }[] }[]
  facilitators: Statement[]
  barriers: Statement[]
  unwritten: Unwritten[]
}

/** Something that does not hold in the table, in one sentence. */
export interface StatementCheck {
  /** What does not hold: a statement, a component not spoken of in a row, a theme without evidence, use of the framework. */
  kind: 'statement' | 'unwritten' | 'theme' | 'framework'
  theme: string | null
  statement: string | null
  what: string
}

/** The theme × framework table (METHOD output 4) with its checks. */
export interface StatementTable {
  /** The framework shown; null where the study has no deductive one. */
  framework: { id: string; name: string } | null
  layer: Layer
  /** Top-level themes, each a full-width band over its rows. */
  bands: { theme: string; name: string; rows: StatementRow[] }[]
  /** How far the framework is used, in its order: statements and passages of each code and those beneath it. */
  coverage: { code: string; name: string; depth: number; statements: number; passages: number }[]
  checks: StatementCheck[]
}

/** A passage coded to a theme and to a component. */
export interface CandidatePassage extends CodedPassage {
  dataSet: string
  /** What it says: its own polarity, else that of the theme's codings under it where they agree. */
  says: Polarity | null
}
