import type { Figure, Unit } from './agreement.ts'

/** Figures that ratings by two or more coders yield. */
export type ManyFigureName =
  | 'percent_agreement'
  | 'percent_all_agree'
  | 'fleiss_kappa'
  | 'conger_kappa'
  | 'light_kappa'
  | 'alpha_nominal'
  | 'gwet_ac1'
  | 'brennan_prediger'

export type ManyFigures = Record<ManyFigureName, Figure>

/**
 * How many of those who have read a source gave the code: all of them, at least two but not all, one alone, none.
 * Where two have read it, one is half of them.
 */
export interface GivenBy {
  all: number
  some: number
  one: number
  none: number
}

/** How many of its readers gave a code to a unit or passage, as a field of `GivenBy`. */
export function givenName(given: number, readers: number): keyof GivenBy {
  if (given === 0) return 'none'
  if (given === readers) return 'all'
  return given === 1 ? 'one' : 'some'
}

/** Units by how many gave the code, `units[k]` by k, of those that this many coders have read. */
export interface GivenByNumber {
  readers: number
  units: number[]
}

/** What a reader should hear before trusting a figure of several coders. */
export interface ManyNote {
  kind: 'unused' | 'one-sided' | 'not-by-all' | 'prevalence'
  text: string
}

export interface ManyCell {
  given: GivenBy
  /** The same number by number, most readers first. */
  byNumber: GivenByNumber[]
  /** Passages (of several coders where they overlap) by how many gave the code; `none` is always 0. */
  passages: GivenBy
  figures: ManyFigures
  notes: ManyNote[]
}

export interface ManyCodeAgreement extends ManyCell {
  code: string
}

/** Two of the coders over the sources both have read, all codes in one table; `a` and `b` are places in `coders`. */
export interface CoderPair {
  a: number
  b: number
  /** Sources both have read. */
  sources: number
  /** Units times codes. */
  n: number
  percent_agreement: Figure
  cohen_kappa: Figure
}

/** How far two or more coders agree over the sources that at least two of them have read. */
export interface ManyCodersReport {
  unit: Unit
  /** What makes a unit carry a code, in a sentence. */
  convention: string
  /** How sources and codes are put together and what a source that a coder has not read counts as, in a sentence. */
  pooling: string
  /** Initials, in the order asked for. */
  coders: string[]
  /** Units compared, over all sources. */
  n: number
  charactersCompared: number
  leftOut: { speakers: string[]; aroundMail: number; characters: number }
  /** Codings that touch no unit and so are in no count of units. */
  codingsOutsideUnits: number
  /** The sources compared, with who has read each: places in `coders`. */
  sources: { source: string; n: number; readers: number[] }[]
  /** Of the sources asked for, those that fewer than two of the coders have read. */
  unread: string[]
  overall: ManyCell
  codes: ManyCodeAgreement[]
  /** Every two of the coders. */
  pairs: CoderPair[]
  /** Alpha for sets of codes over all units and all codes, by distance. */
  sets: Record<'set_alpha_nominal' | 'set_alpha_jaccard' | 'set_alpha_masi', Figure>
}
