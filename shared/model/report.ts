import type { Unit } from './agreement.ts'
import type { Attribute, CaseKind } from './case.ts'
import type { Layer } from './coding.ts'
import type { JournalChoice } from './journal.ts'

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

const idOnly = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * What still stands of a choice: an attribute known by its id may have been removed since, or be one of numbers or dates by
 * now, of which there are no columns. The usual stands in its place. A name that was typed stays, to be told of.
 */
export function standingParticipants(
  choice: ParticipantsChoice,
  attributes: readonly Attribute[],
): ParticipantsChoice {
  const ofKind = attributes.filter(({ about }) => about === choice.kind)
  const ofWords = ofKind.filter(({ type }) => type !== 'number' && type !== 'date')
  const stands = (word: string, among: readonly Attribute[]) =>
    !idOnly.test(word) || among.some(({ id }) => id === word)
  const { groupBy } = choice
  const shown = choice.attributes?.filter(word => stands(word, ofKind)) ?? []
  return {
    ...choice,
    groupBy: groupBy !== null && stands(groupBy, ofWords) ? groupBy : null,
    attributes: shown.length === 0 ? null : shown,
  }
}

/** Whose summaries the framework matrix has. */
export interface SummariesChoice {
  kind: CaseKind
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

/** Up to which day the contact table counts. */
export interface ContactsChoice {
  /** Null: up to the study’s cut-off. */
  cutOff: string | null
}

/** What the report pack holds. */
export interface PackChoice {
  /** The format by kind, where it is not the first that the kind has. */
  formats: Record<string, string>
  /** Kinds that are left out. */
  without: string[]
}

/** A piece of a page as a preview draws it: text, or an element of those that pages are made of. */
export type PreviewNode = string | PreviewElement

export interface PreviewElement {
  tag: string
  /** What it is for the style sheet: `n`, `path`, `dense`. */
  look?: string
  /** Set in from its start, in rem. */
  indent?: number
  /** The colour of a code's dot, `#RRGGBB`. */
  dot?: string
  /** Only `colspan`, `rowspan`, `scope`, `start` and `lang`. */
  attributes?: Record<string, string>
  children: PreviewNode[]
}

/** The beginning of a report, or all of it. */
export interface ReportPreview {
  page: PreviewNode[]
  /** False where the report goes on. */
  isWhole: boolean
  /** Printed on its side. */
  isWide: boolean
}

/** What a person chose on the Reports screen. */
export interface ReportChoices {
  /** The format by kind. */
  formats: Record<string, string>
  /** Which codings; null: both layers, each named. */
  layer: Layer | null
  summaries: SummariesChoice
  participants: ParticipantsChoice
  agreement: AgreementChoice
  audit: JournalChoice
  contacts: ContactsChoice
  /** Kinds that are not in the pack. */
  leftOut: string[]
}

/** A report as it was made last. */
export interface LastMade {
  /** ISO 8601. */
  at: string
  fileName: string
}

/** What is remembered of a person's reports in one copy of a study. */
export interface RememberedReports {
  /** Null where nothing was chosen yet. */
  choices: ReportChoices | null
  /** By kind. */
  made: Record<string, LastMade>
}
