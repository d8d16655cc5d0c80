import { brennanPrediger } from '../raters/brennan-prediger.ts'
import { chanceOverPairs, congerKappa } from '../raters/conger-kappa.ts'
import { fleissKappa, pooledChance } from '../raters/fleiss-kappa.ts'
import { gwetAc, gwetChance } from '../raters/gwet-ac.ts'
import { measures } from '../raters/index.ts'
import {
  alphaWhyNot,
  byWeights,
  type Difference,
  differences,
  krippendorffAlpha,
  nominal,
  ordinal,
} from '../raters/krippendorff-alpha.ts'
import { meanPairwiseAgreement } from '../raters/mean-pairwise-agreement.ts'
import type { Measure } from '../raters/measure.ts'
import { oneAgainstRest } from '../raters/one-against-rest.ts'
import {
  type Category,
  isIncomplete,
  marginsByRater,
  pairOf,
  type Ratings,
  type Weights,
} from '../raters/ratings.ts'
import { resampledInterval } from '../raters/resampled-interval.ts'
import { acErrorFromRatings, acErrorFromTable, kappaError } from '../raters/standard-errors.ts'
import { studentQuantile } from '../raters/student-t.ts'
import { linearWeights, quadraticWeights, weightedKappa } from '../raters/weighted-kappa.ts'
import type { RatingsInputs } from './cases.ts'

/** A figure, a table of figures, or null where it is undefined. */
export type Answer = number | null | [number, number] | { [name: string]: Answer } | Answer[]
export type Answers = Record<string, Answer>

/** How many draws an interval takes, and where they begin. */
const resampling = { replicates: 5000, seed: 1 }

/** Ratings as they were given: categories as declared, else those met, numbers by size and names by letter. */
export function ratingsOf({ units, counts, categories }: RatingsInputs): Ratings {
  const met = [...new Set(units.flat().filter(value => value !== null))]
  const order = categories ?? met.sort(byValue)
  const index = new Map(order.map((category, k) => [category, k]))
  const raters = Math.max(2, ...units.map(row => row.length))
  return {
    raters,
    categories: order,
    rows: units.map(row =>
      Array.from({ length: raters }, (_, rater) => {
        const value = row[rater] ?? null
        return value === null ? -1 : (index.get(value) ?? -1)
      }),
    ),
    counts: counts ?? units.map(() => 1),
  }
}

const byValue = (a: Category, b: Category): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** Every figure that applies to given ratings, by name; null where one is undefined. */
export function figuresOfRatings(inputs: RatingsInputs): Answers {
  const ratings = ratingsOf(inputs)
  const q = ratings.categories.length
  const weights = inputs.weights?.flat()
  const answers: Answers = {}
  const incomplete = isIncomplete(ratings)
  if (ratings.raters === 2) ofTwo(answers, incomplete ? pairOf(ratings, 0, 1) : ratings, weights)
  else if (!incomplete) for (const measure of measures) answers[measure.id] = asked(measure, ratings)
  if (ratings.raters > 2 && !incomplete) {
    answers.fleiss_pe = defined(meanPairwiseAgreement, ratings, pooledChance)
    answers.fleiss_kappa_category = Object.fromEntries(
      ratings.categories.map((category, k) => [
        String(category),
        asked(fleissKappa, oneAgainstRest(ratings, k)),
      ]),
    )
  }
  answers.brennan_prediger ??= asked(brennanPrediger, ratings)
  answers.gwet_ac1 = asked(gwetAc, ratings)
  answers.pe_ac = defined(gwetAc, ratings, gwetChance)
  if (q > 2) {
    answers.gwet_ac2_linear = asked(gwetAc, ratings, linearWeights(q))
    answers.gwet_ac2_quadratic = asked(gwetAc, ratings, quadraticWeights(q))
  }
  if (incomplete) {
    answers.pa_gwet = asked(meanPairwiseAgreement, ratings)
    answers.fleiss_gwet = asked(fleissKappa, ratings)
    answers.conger_gwet = asked(congerKappa, ratings)
  }
  for (const difference of differences) answers[`alpha_${difference.id}`] = alpha(ratings, difference)
  if (weights) answers.alpha_custom = alpha(ratings, byWeights(weights))
  const parts = alphaWhyNot(ratings, nominal) === null ? krippendorffAlpha(ratings, nominal) : null
  answers.alpha_Do = parts?.observed ?? null
  answers.alpha_De = parts?.expected ?? null
  intervals(answers, ratings, incomplete)
  return answers
}

/** Figures two coders have and more coders have not. */
function ofTwo(answers: Answers, pairs: Ratings, weights: Weights | undefined): void {
  const q = pairs.categories.length
  answers.percent_agreement = asked(meanPairwiseAgreement, pairs)
  answers.cohen_kappa = asked(congerKappa, pairs)
  answers.cohen_pe = defined(meanPairwiseAgreement, pairs, chanceOverPairs)
  answers.scott_pi = asked(fleissKappa, pairs)
  answers.brennan_prediger = asked(brennanPrediger, pairs)
  answers.cohen_kappa_max = defined(congerKappa, pairs, greatestKappa)
  if (q > 2) {
    for (const [name, own] of [
      ['linear', linearWeights(q)],
      ['quadratic', quadraticWeights(q)],
    ] as const) {
      answers[`weighted_kappa_${name}`] = asked(weightedKappa, pairs, own)
      answers[`weighted_kappa_${name}_se`] = defined(weightedKappa, pairs, each => kappaError(each, own))
    }
  }
  if (weights) {
    answers.weighted_kappa_custom = asked(weightedKappa, pairs, weights)
    answers.weighted_kappa_custom_se = defined(weightedKappa, pairs, each => kappaError(each, weights))
  }
  const n = pairs.counts.reduce((sum, count) => sum + count, 0)
  const error = defined(congerKappa, pairs, kappaError)
  answers.cohen_se = error
  answers.cohen_ci95 = around(answers.cohen_kappa, error, 1.959963984540054)
  if (n > 1) answers.cohen_ci95_t = around(answers.cohen_kappa, error, studentQuantile(0.975, n - 1), 1)
}

function intervals(answers: Answers, ratings: Ratings, incomplete: boolean): void {
  const n = ratings.counts.reduce(
    (sum, count, at) => sum + (ratings.rows[at]?.some(k => k >= 0) ? count : 0),
    0,
  )
  const isTable = ratings.raters === 2 && !incomplete
  answers.ac1_se_raw = n > 1 ? defined(gwetAc, ratings, acErrorFromRatings) : null
  if (isTable) answers.ac1_se_table = defined(gwetAc, ratings, acErrorFromTable)
  if (n > 1) {
    const error = isTable ? answers.ac1_se_table : answers.ac1_se_raw
    answers.ac1_ci95_t = around(answers.gwet_ac1, error, studentQuantile(0.975, n - 1), 1)
  }
  // Of kappa for two coders who rated everything, else of alpha: what is reported most for such data.
  const figure = (drawn: Ratings): number | null =>
    isTable
      ? asked(congerKappa, drawn)
      : alpha(drawn, drawn.categories.every(c => typeof c === 'number') ? ordinal : nominal)
  answers.ci95_percentile = resampledInterval(ratings, figure, resampling)
}

const asked = (measure: Measure, ratings: Ratings, weights?: Weights): number | null =>
  measure.whyNot(ratings, weights) === null ? finite(measure.compute(ratings, weights)) : null

/** A figure that goes with a measure, where that is defined. */
const defined = (measure: Measure, ratings: Ratings, figure: (ratings: Ratings) => number): number | null =>
  measure.whyNot(ratings) === null ? finite(figure(ratings)) : null

const alpha = (ratings: Ratings, difference: Difference): number | null =>
  alphaWhyNot(ratings, difference) === null ? finite(krippendorffAlpha(ratings, difference).alpha) : null

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** The greatest kappa these coders' shares allow (Cohen 1960, p. 42). */
function greatestKappa(pairs: Ratings): number {
  const [first = [], second = []] = marginsByRater(pairs)
  const chance = chanceOverPairs(pairs)
  const possible = first.reduce((sum, share, k) => sum + Math.min(share, second[k] ?? 0), 0)
  return (possible - chance) / (1 - chance)
}

function around(value: Answer | undefined, error: Answer | undefined, times: number, most?: number): Answer {
  if (typeof value !== 'number' || typeof error !== 'number') return null
  const high = value + times * error
  return [value - times * error, most === undefined ? high : Math.min(most, high)]
}
