import type { AgreementCounts, Figure, PassageCounts, Unit } from './agreement.ts'

/** Agreement over some sources, from one coder's side: first this coder (`10`, `onlyA`), then the other. */
export interface DriftCell {
  counts: AgreementCounts
  passages: PassageCounts
  percent_agreement: Figure
  cohen_kappa: Figure
  f1_dice: Figure
}

/** What a coder did in a source, on average. */
export interface CodingRate {
  codings: number
  /** Different codes used. */
  codes: number
}

/** Sources that a coder coded next to each other in time. */
export interface DriftGroup {
  /** For a stretch of the order: its first and last place, from 1. */
  places?: [number, number]
  /** For a week: its Monday, `YYYY-MM-DD`, by the calendar of this computer. */
  week?: string
  sources: string[]
  /** Units compared in them. */
  n: number
  /** Characters compared in them, so that fewer codings in shorter texts are not taken for tiring. */
  characters: number
  /** Per source: this coder, and the other in the same sources. */
  own: CodingRate
  other: CodingRate
  overall: DriftCell
  /** Codes that either used in these sources. Without intervals. */
  codes: ({ code: string } & DriftCell)[]
}

/** One coder's way through a round. */
export interface CoderDrift {
  /** This coder's id and initials, and the other's initials. */
  coder: string
  initials: string
  other: string
  /** Every source the coder coded, by the first coding made in it, and when that was. */
  order: { source: string; at: string }[]
  /** Sources of the round in which the coder coded nothing: they have no place. */
  uncoded: string[]
  byOrder: DriftGroup[]
  byWeek: DriftGroup[]
  /** What a reader should hear before reading anything into it. */
  notes: string[]
}

/** Whether agreement changes as the coders go on. */
export interface Drift {
  round: string
  unit: Unit
  convention: string
  /** What this can and cannot show, in sentences. */
  reading: string
  coders: CoderDrift[]
}
