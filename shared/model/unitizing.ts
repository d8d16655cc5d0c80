import type { Figure } from './agreement.ts'

/** How far coders agree on where a passage of one code begins and ends: its united passages against the gaps. */
export interface CodeUnitizing {
  code: string
  /** Passages each coder has, in the order of the coders. */
  passages: number[]
  u_alpha: Figure
  /** αU of 1995, to check against older reports. */
  alpha_u_legacy: Figure
}

/** (k)uα of one set of codes, with the share of its text that another coder gave codes too. */
export interface SetUnitizing {
  codes: string[]
  ku_alpha: Figure
  coverage: number | null
}

/** Krippendorff's alphas for spans, over the sources that all the coders have read, laid end to end. */
export interface UnitizingReport {
  /** Initials, in the order asked for. */
  coders: string[]
  sources: string[]
  /** Sources that at least two but not all of them have read, or, of those asked for, fewer: not compared. */
  notReadByAll: string[]
  /** Characters compared. */
  n: number
  /** What a unit is and how sources are put together, in a sentence. */
  convention: string
  /** Over code sets: each longest stretch on which a coder's set of codes is the same is a unit of that category. */
  overall: {
    /** Different sets of codes that anybody gave. */
    sets: number
    u_alpha: Figure
    bar_u_alpha: Figure
    cu_alpha: Figure
    /** The share of all text that was given codes by the coders compared there, which cuα rests on. */
    cu_coverage: number
    ku_alpha: SetUnitizing[]
  }
  codes: CodeUnitizing[]
}

/** γ of one source or a stretch of it. */
export interface GammaReport {
  coders: string[]
  source: string
  start: number
  end: number
  /** Passages each coder has there. */
  units: number[]
  gamma: Figure
  observed_disorder: number
  expected_disorder: number
  samples: number
  seed: number
}
