import { gammaOf } from '../unitizing/gamma.ts'
import type { GammaInputs } from './cases.ts'
import type { Answers } from './of-ratings.ts'

/** How many continua chance is sampled from, and where the draws begin. */
const sampling = { samples: 1000, seed: 1 }

/** γ of units that coders placed and named. */
export function figuresOfGamma({ units, alpha, beta, delta_empty }: GammaInputs): Answers {
  const coders = Map.groupBy(units, ([coder]) => coder)
  const continuum = [...coders.values()].map(own =>
    own.map(([, start, end, category]) => ({ start, end, category: String(category) })),
  )
  if (continuum.length < 2) return { observed_disorder: null, gamma: null }
  const { observed, expected, gamma } = gammaOf(continuum, { alpha, beta, empty: delta_empty }, sampling)
  return { observed_disorder: observed, expected_disorder: expected, gamma }
}
