import { type Ratings, ratedBy, tallyRow } from './ratings.ts'
import { nothingPairedVaried } from './why-not.ts'

/** How far apart two categories are, squared; `counts` are the pairable ratings of each category. */
export interface Difference {
  id: string
  name: string
  description: string
  /** Why the categories have no such distance; null where they have. */
  whyNot(ratings: Ratings): string | null
  squared(ratings: Ratings, counts: readonly number[], k: number, l: number): number
}

const numeric = ({ categories }: Ratings): string | null =>
  categories.every(c => typeof c === 'number') ? null : 'The categories are not numbers'
const value = (ratings: Ratings, k: number): number => Number(ratings.categories[k])

export const nominal: Difference = {
  id: 'nominal',
  name: 'nominal',
  description: 'Any two different categories are equally far apart.',
  whyNot: () => null,
  squared: (_ratings, _counts, k, l) => (k === l ? 0 : 1),
}

export const ordinal: Difference = {
  id: 'ordinal',
  name: 'ordinal',
  description:
    'Categories are ranks in the declared order: the distance is the number of ratings between the two, each end counted half.',
  whyNot: () => null,
  squared(_ratings, counts, k, l) {
    let between = 0
    for (let g = Math.min(k, l); g <= Math.max(k, l); g++) between += counts[g] ?? 0
    return (between - ((counts[k] ?? 0) + (counts[l] ?? 0)) / 2) ** 2
  },
}

export const interval: Difference = {
  id: 'interval',
  name: 'interval',
  description: 'Categories are numbers: the distance is their difference.',
  whyNot: numeric,
  squared: (ratings, _counts, k, l) => (value(ratings, k) - value(ratings, l)) ** 2,
}

export const ratio: Difference = {
  id: 'ratio',
  name: 'ratio',
  description: 'Categories are numbers of zero or more: the distance is their difference over their sum.',
  whyNot: ratings =>
    numeric(ratings) ?? (ratings.categories.some(c => Number(c) < 0) ? 'A category is below zero' : null),
  squared(ratings, _counts, k, l) {
    const [a, b] = [value(ratings, k), value(ratings, l)]
    return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2
  },
}

/** Every difference alpha can be asked with. */
export const differences: readonly Difference[] = [nominal, ordinal, interval, ratio]

/** The difference that belongs to agreement weights: what they leave to full agreement. */
export const byWeights = (weights: readonly number[]): Difference => ({
  id: 'custom',
  name: 'by weights',
  description: 'The distance is one less the agreement weight.',
  whyNot: () => null,
  squared: ({ categories }, _counts, k, l) => 1 - (weights[k * categories.length + l] ?? 0),
})

export const alphaDescription =
  '1 − D_o / D_e: observed against expected disagreement, from the coincidences of all coders’ ratings (Krippendorff 2004, Content Analysis, ch. 11; 2011, Computing Krippendorff’s Alpha-Reliability). Units with one rating are left out; those with more count their pairs by one less than their ratings. Krippendorff asks for .800, and .667 for tentative conclusions: conventions, not verdicts.'

/** Why alpha is undefined for these ratings; null where it is defined. */
export const alphaWhyNot = (ratings: Ratings, difference: Difference): string | null =>
  nothingPairedVaried(ratings) ?? difference.whyNot(ratings)

/** Alpha with its two parts; only to be asked where `alphaWhyNot` is null. NaN where no two ratings differ. */
export function krippendorffAlpha(
  ratings: Ratings,
  difference: Difference,
): { alpha: number; observed: number; expected: number } {
  const q = ratings.categories.length
  const coincidences = new Float64Array(q * q)
  ratings.rows.forEach((row, n) => {
    const rated = ratedBy(row)
    if (rated < 2) return
    const tally = tallyRow(row, q)
    const times = (ratings.counts[n] ?? 0) / (rated - 1)
    for (let k = 0; k < q; k++) {
      const own = tally[k] ?? 0
      if (own === 0) continue
      for (let l = 0; l < q; l++) {
        const at = k * q + l
        coincidences[at] = (coincidences[at] ?? 0) + times * own * ((tally[l] ?? 0) - (k === l ? 1 : 0))
      }
    }
  })
  return alphaOfCoincidences(coincidences, ratings, difference)
}

/** The same from the coincidences themselves: `[c * q + k]` is o_ck. */
export function alphaOfCoincidences(
  coincidences: ArrayLike<number>,
  ratings: Ratings,
  difference: Difference,
): { alpha: number; observed: number; expected: number } {
  const q = ratings.categories.length
  const counts = Array.from({ length: q }, (_, k) => {
    let sum = 0
    for (let l = 0; l < q; l++) sum += coincidences[k * q + l] ?? 0
    return sum
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  let observed = 0
  let expected = 0
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      if (k === l) continue
      const apart = difference.squared(ratings, counts, k, l)
      observed += (coincidences[k * q + l] ?? 0) * apart
      expected += (counts[k] ?? 0) * (counts[l] ?? 0) * apart
    }
  }
  observed /= total
  expected /= total * (total - 1)
  return { alpha: 1 - observed / expected, observed, expected }
}
