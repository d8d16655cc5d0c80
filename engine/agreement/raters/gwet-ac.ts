import type { Measure } from './measure.ts'
import {
  beyondChance,
  observedAgreement,
  prevalences,
  type Ratings,
  sumOfWeights,
  type Weights,
} from './ratings.ts'
import { oneCategory } from './why-not.ts'

/** T / (q (q − 1)) · Σ π_k (1 − π_k): chance agreement as Gwet has it. */
export function gwetChance(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const spread = prevalences(ratings).reduce((sum, share) => sum + share * (1 - share), 0)
  return (sumOfWeights(q, weights) / (q * (q - 1))) * spread
}

/** AC1 without weights, AC2 with them. */
export const gwetAc: Measure = {
  id: 'gwet_ac1',
  name: 'Gwet’s AC1 (AC2 with weights)',
  description:
    '(p_o − p_e) / (1 − p_e) with p_e = Σ w_kl / (q (q − 1)) · Σ π_k (1 − π_k) over the q declared categories (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29; AC2 and missing ratings: Gwet 2014). Prevalences are taken over every rated unit, also those one coder rated. Stays high for rare categories where kappa falls.',
  whyNot: oneCategory,
  compute: (ratings, weights) =>
    beyondChance(observedAgreement(ratings, weights), gwetChance(ratings, weights)) ?? Number.NaN,
}
