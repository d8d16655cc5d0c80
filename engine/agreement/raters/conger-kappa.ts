import type { Measure } from './measure.ts'
import {
  beyondChance,
  marginsByRater,
  observedAgreement,
  pairsOfRaters,
  type Ratings,
  type Weights,
  weight,
} from './ratings.ts'
import { nothingPaired } from './why-not.ts'

/** The mean over pairs of coders, of those who rated anything, of Σ w_kl r_k s_l from the two coders' own shares. */
export function chanceOverPairs(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const margins = marginsByRater(ratings).filter(shares => !Number.isNaN(shares[0]))
  let chance = 0
  let pairs = 0
  for (const [first, second] of pairsOfRaters(margins.length)) {
    pairs++
    for (let k = 0; k < q; k++) {
      for (let l = 0; l < q; l++) {
        chance += weight(weights, q, k, l) * (margins[first]?.[k] ?? 0) * (margins[second]?.[l] ?? 0)
      }
    }
  }
  return chance / pairs
}

export const congerKappa: Measure = {
  id: 'conger_kappa',
  name: 'Conger’s kappa',
  description:
    'As Fleiss’ kappa, but with chance agreement from each coder’s own shares, averaged over pairs of coders (Conger 1980, Psychological Bulletin 88:322): Cohen’s kappa for more than two coders, also called exact Fleiss.',
  whyNot: ratings =>
    nothingPaired(ratings) ??
    (1 - chanceOverPairs(ratings) < 1e-12
      ? 'Every unit got the same category from everyone, so nothing varied'
      : null),
  compute: (ratings, weights) =>
    beyondChance(observedAgreement(ratings, weights), chanceOverPairs(ratings, weights)) ?? Number.NaN,
}
