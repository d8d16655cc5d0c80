import type { Measure } from './measure.ts'
import { beyondChance, observedAgreement, sumOfWeights } from './ratings.ts'
import { oneCategory } from './why-not.ts'

export const brennanPrediger: Measure = {
  id: 'brennan_prediger',
  name: 'Brennan–Prediger',
  description:
    '(p_o − p_e) / (1 − p_e) with p_e = Σ w_kl / q², which is 1/q without weights (Brennan & Prediger 1981, Educational and Psychological Measurement 41:687; Bennett’s S; Randolph’s free-marginal kappa for more than two coders). Depends on how many categories are declared.',
  whyNot: oneCategory,
  compute(ratings, weights) {
    const q = ratings.categories.length
    return beyondChance(observedAgreement(ratings, weights), sumOfWeights(q, weights) / q ** 2) ?? Number.NaN
  },
}
