import type { Measure } from './measure.ts'
import {
  beyondChance,
  observedAgreement,
  prevalences,
  type Ratings,
  type Weights,
  weight,
} from './ratings.ts'
import { nothingVaried } from './why-not.ts'

/** Σ w_kl π_k π_l: the agreement of two ratings drawn from all coders' ratings together. */
export function pooledChance(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const shares = prevalences(ratings)
  let chance = 0
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) chance += weight(weights, q, k, l) * (shares[k] ?? 0) * (shares[l] ?? 0)
  }
  return chance
}

export const fleissKappa: Measure = {
  id: 'fleiss_kappa',
  name: 'Fleiss’ kappa',
  description:
    '(p_o − p_e) / (1 − p_e) with the mean agreement over pairs of coders and p_e = Σ π_k² from all coders’ ratings together (Fleiss 1971, Psychological Bulletin 76:378; with missing ratings Gwet 2014). Scott’s pi for more than two coders: the coders are treated as interchangeable. Its asymptotic interval should not be used (Zapf et al. 2016).',
  whyNot: nothingVaried,
  compute: (ratings, weights) =>
    beyondChance(observedAgreement(ratings, weights), pooledChance(ratings, weights)) ?? Number.NaN,
}
