import type { Unit } from './continuum.ts'

/** How position and category weigh, and what it costs that a coder has no unit to align. */
export interface Dissimilarity {
  alpha: number
  beta: number
  empty: number
}

/**
 * d = α · ((|Δstart| + |Δend|) / (len₁ + len₂))² · Δ∅ + β · Δ∅ where the categories differ (Mathet, Widlöcher &
 * Métivier 2015, Computational Linguistics 41:437).
 */
export function dissimilarity(a: Unit, b: Unit, { alpha, beta, empty }: Dissimilarity): number {
  const moved = (Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + b.end - b.start)
  return alpha * moved ** 2 * empty + (a.category === b.category ? 0 : beta * empty)
}
