import type { AgreedRule } from './agreed-rule.ts'
import type { Unit } from './agreement.ts'

export type RoundState = 'open' | 'submitted' | 'compared' | 'adjudicated' | 'closed'

/** Sources × coders × framework version, coded independently. Coders are in order: a, then b. */
export interface Round {
  id: string
  title: string
  state: RoundState
  blind: boolean
  sources: string[]
  coders: { id: string; initials: string; name: string; submittedAt: string | null }[]
  frameworkVersion: number
  openedAt: string
  /** How it was planned, in short; null for a round opened before plans were kept. */
  plan: PlanFacts | null
  /** What ended its blinding while it was open, by decision or because it was seen; null where nothing did. */
  unblinded: Unblinding | null
  /** By which rule what its coders agree on enters the consensus. */
  agree: AgreedRule
  /** Differences left, with a ruling, and settled by that rule alone; null while the round is open. */
  differences: { open: number; settled: number; byRule: number } | null
}

/** What a list shows of a plan. */
export interface PlanFacts {
  /** The unit agreement is to be reported on. */
  unit: Unit
  /** A day, ISO 8601, or null. */
  due: string | null
  mayAddCodes: boolean
  note: string
  /** Of how many sources these were drawn; null: they were chosen by hand. */
  drawnFrom: number | null
}

/** How a round was planned, whole. */
export interface RoundPlan extends Omit<PlanFacts, 'drawnFrom'> {
  round: string
  chosen: Chosen
}

/** How a round's sources came to be its sources. */
export type Chosen = { how: 'hand' } | ({ how: 'drawn' } & Draw)

/** What sources may be drawn within, so that each part is in the sample by its share. */
export const strata = ['site', 'data-set', 'kind'] as const
export type StratumKind = (typeof strata)[number]

/** How many sources to draw: a share of them, from 0 to 1, or so many. */
export type SampleSize = { share: number } | { number: number }

/** What a sample is drawn by: the same of the same sources draws the same. */
export interface SampleAsked {
  /** Ids of the sources to draw from, in any order. */
  among: string[]
  /** Which sources those are, in words: `all sources`, `interviews of Mentors`. */
  described: string
  size: SampleSize
  /** Within what; null: from all of them alike. */
  by: StratumKind | null
  /** 0 to 2^32 - 1. */
  seed: number
}

/** A sample as it was asked for, with what each stratum gave. One stratum without a name where there are none. */
export interface Draw extends SampleAsked {
  strata: { name: string; sources: number; drawn: number }[]
}

/**
 * A lead's decision that coders of a round see each other's work before all have submitted, or a step taken back that
 * would have hidden again what could be seen.
 */
export interface Unblinding {
  /** Whose decision or step it was, by name; null: from the command line. */
  by: string | null
  because: string
  at: string
}
