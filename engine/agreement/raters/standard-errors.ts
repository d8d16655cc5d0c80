import { chanceOverPairs, congerKappa } from './conger-kappa.ts'
import { gwetAc, gwetChance } from './gwet-ac.ts'
import {
  agreementOfRow,
  marginsByRater,
  observedAgreement,
  prevalences,
  type Ratings,
  ratedBy,
  sumOfWeights,
  tallyRow,
  type Weights,
  weight,
} from './ratings.ts'

/** A standard error from the spread of its terms, which is a difference of near numbers: what is left of rounding is none. */
const errorOf = (spread: number, n: number, chance: number): number =>
  spread < 1e-14 ? 0 : Math.sqrt(spread / (n * (1 - chance) ** 2))

const unitsOf = (ratings: Ratings): number => ratings.counts.reduce((sum, count) => sum + count, 0)

/**
 * Large-sample standard error of Cohen's (weighted) kappa of two coders who rated every unit (Fleiss, Cohen & Everitt
 * 1969, Psychological Bulletin 72:323), the one to make an interval of; not the one under "no agreement".
 */
export function kappaError(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const n = unitsOf(ratings)
  const [first = [], second = []] = marginsByRater(ratings)
  const observed = observedAgreement(ratings, weights)
  const chance = chanceOverPairs(ratings, weights)
  const kappa = congerKappa.compute(ratings, weights)
  const near = (margin: readonly number[], k: number): number => {
    let sum = 0
    for (let l = 0; l < q; l++) sum += weight(weights, q, k, l) * (margin[l] ?? 0)
    return sum
  }
  const rowMeans = Array.from({ length: q }, (_, k) => near(second, k))
  const columnMeans = Array.from({ length: q }, (_, l) => near(first, l))
  let sum = 0
  ratings.rows.forEach(([k = 0, l = 0], at) => {
    const share = (ratings.counts[at] ?? 0) / n
    const term = weight(weights, q, k, l) - (1 - kappa) * ((rowMeans[k] ?? 0) + (columnMeans[l] ?? 0))
    sum += share * term ** 2
  })
  return errorOf(sum - (observed - 2 * (1 - kappa) * chance) ** 2, n, chance)
}

/** Standard error of AC1 (AC2) from the table of two coders who rated every unit (Gwet 2008). */
export function acErrorFromTable(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const n = unitsOf(ratings)
  const shares = prevalences(ratings)
  const observed = observedAgreement(ratings, weights)
  const chance = gwetChance(ratings, weights)
  const ac = gwetAc.compute(ratings, weights)
  const spread = sumOfWeights(q, weights) / (q * (q - 1))
  let sum = 0
  ratings.rows.forEach(([k = 0, l = 0], at) => {
    const share = (ratings.counts[at] ?? 0) / n
    const away = 1 - ((shares[k] ?? 0) + (shares[l] ?? 0)) / 2
    sum += share * (weight(weights, q, k, l) - 2 * (1 - ac) * spread * away) ** 2
  })
  return errorOf(sum - (observed - 2 * (1 - ac) * chance) ** 2, n, chance)
}

/** Standard error of AC1 (AC2) from the ratings of any number of coders, missing ones allowed (Gwet 2014, ch. 5). */
export function acErrorFromRatings(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  const rated = ratings.rows.map(ratedBy)
  const n = ratings.counts.reduce((sum, count, at) => sum + ((rated[at] ?? 0) > 0 ? count : 0), 0)
  const paired = ratings.counts.reduce((sum, count, at) => sum + ((rated[at] ?? 0) > 1 ? count : 0), 0)
  const shares = prevalences(ratings)
  const chance = gwetChance(ratings, weights)
  const ac = gwetAc.compute(ratings, weights)
  const spread = sumOfWeights(q, weights) / (q * (q - 1))
  let sum = 0
  ratings.rows.forEach((row, at) => {
    const by = rated[at] ?? 0
    if (by === 0) return
    const tally = tallyRow(row, q)
    const own = by > 1 ? (n / paired) * (agreementOfRow(tally, by, q, weights) - chance) : 0
    const ownChance =
      spread * tally.reduce((total, given, k) => total + (given / by) * (1 - (shares[k] ?? 0)), 0)
    const term = own / (1 - chance) - (2 * (1 - ac) * (ownChance - chance)) / (1 - chance)
    sum += (ratings.counts[at] ?? 0) * (term - ac) ** 2
  })
  return Math.sqrt(sum / (n * (n - 1)))
}
