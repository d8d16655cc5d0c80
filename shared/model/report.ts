import type { Unit } from './agreement.ts'
import type { CaseKind } from './case.ts'

/** What the participants table shows. */
export interface ParticipantsChoice {
  kind: CaseKind
  /** `site`, or the name or id of an attribute of words; null: all in one column. */
  groupBy: string | null
  /** Names or ids, in the order they are to be shown; null: all of the kind. */
  attributes: string[] | null
  /** Of per cents and means, 0 to 3. */
  decimals: number
}

/** What the agreement report compares, and how. */
export interface AgreementChoice {
  /** A round by id; null: two people where `coders` names them, else the latest round that can be compared. */
  round: string | null
  /** Two members by id, compared outside rounds over the sources both have coded. */
  coders: string[] | null
  /** Null: as the round was planned, else characters. */
  unit: Unit | null
  withInterviewer: boolean
  /** Whether quoted replies and signatures of emails are compared too. */
  withQuoted: boolean
  /** Whether a reflexive study's report has coefficients; every other study's has. */
  coefficients: boolean
}

/** A kind of export the study can make. */
export interface ReportKind {
  id: string
  name: string
  description: string
  formats: { id: string; name: string; extension: string }[]
}

/** A report that was made and is held for fetching or saving. */
export interface MadeReport {
  id: string
  fileName: string
  mediaType: string
  bytes: number
  /** What else in it may identify people, such as `2 phone numbers`; null where nothing does. */
  remark: string | null
}

/** What the report pack holds. */
export interface PackChoice {
  /** The format by kind, where it is not the first that the kind has. */
  formats: Record<string, string>
  /** Kinds that are left out. */
  without: string[]
}
