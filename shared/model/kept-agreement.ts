import type { AgreementCounts, Figure, FigureName, PassageCounts, Unit } from './agreement.ts'

/** How a kept result was asked for. */
export interface KeptOptions {
  withInterviewer: boolean
  /** Whether quoted replies and signatures of emails were compared too. */
  withQuoted: boolean
  /** The codes asked for; null: all that either coder used, and those above them. */
  codes: string[] | null
  /** Draws of sources behind the intervals, and their seed. */
  replicates: number
  seed: number
}

/** Figures with the counts behind them, as they were. */
export interface KeptCell {
  /** In the unit of the result. */
  counts: AgreementCounts
  passages: PassageCounts
  figures: { [name in FigureName]?: Figure }
}

/** A code as it was called then, with its figures. */
export interface KeptCode extends KeptCell {
  code: string
  name: string
  path: string[]
  /** For a code with compared codes beneath it: the same with their codings counted as its own. */
  withDescendants?: KeptCell
}

/** A result of agreement that the study keeps, without its codes. */
export interface KeptSummary {
  id: string
  /** The round and its title then; the round may be gone. */
  round: string
  title: string
  madeAt: string
  /** Kept by itself as the last coder submitted, or because somebody asked. */
  occasion: 'submitted' | 'asked'
  /** Who did; null from the command line, and where the person is no longer in the study. */
  maker: string | null
  unit: Unit
  options: KeptOptions
  /** Version of the computation, and of Tandem. */
  computation: number
  app: string
  /** SHA-256 over the codings, texts and codes it was computed from. */
  state: string
  /** Units compared. */
  n: number
  sources: number
  codes: number
  /** The two coders, first and second, by the initials they had. */
  coders: { id: string; initials: string }[]
  overall: KeptCell
  /**
   * Why computing it now could give something else, in sentences: what it was computed from has changed since. Empty
   * where the same data and the same version are still there.
   */
  changedSince: string[]
}

/** The same with every code compared, in the framework's order then. */
export interface KeptResult extends Omit<KeptSummary, 'codes'> {
  codes: KeptCode[]
}

/** One table whose figures are other now than they were kept. */
export interface DifferingCell {
  /** Null for all codes together. */
  code: string | null
  name: string | null
  withDescendants: boolean
  /** Null where the result, or the study now, has no such table. */
  kept: KeptCell | null
  now: KeptCell | null
  /** The figures that differ; empty where only counts do, or one of the two is missing. */
  figures: FigureName[]
}

/** A kept result computed again. */
export interface Reproduction {
  result: KeptResult
  /** Whether every count and figure came out as it was kept. */
  same: boolean
  /** How many figures were computed again; 0 where none could be. */
  compared: number
  differing: DifferingCell[]
  /** What has changed since, in sentences. Where it is empty and `same` is false, something is wrong, and it says so. */
  why: string[]
}

/** Figures before and after, and the differences (after − before) of those that both have. */
export interface ChangedCell {
  from: KeptCell | null
  to: KeptCell | null
  /** Empty where the two cannot be set against each other. */
  differences: { [name in FigureName]?: number }
}

/** Two kept results side by side. */
export interface AgreementChange {
  from: KeptSummary
  to: KeptSummary
  /** Why no difference is taken, in sentences; empty where it can be. */
  whyNot: string[]
  /** Why none is taken for all codes together; null where it can be. */
  overallWhyNot: string | null
  /** What else differs between the two, and bears on reading them, in sentences. */
  notes: string[]
  overall: ChangedCell
  /** Every code of either, in the order of the later result, then those only the earlier has. */
  codes: (ChangedCell & { code: string; name: string; path: string[] })[]
}
