import { congerKappa } from './conger-kappa.ts'
import type { Measure } from './measure.ts'
import type { Ratings, Weights } from './ratings.ts'

/** Agreement that falls evenly with the distance in the declared order: 1 − |k − l| / (q − 1). */
export const linearWeights = (q: number): Weights =>
  Array.from({ length: q * q }, (_, at) => 1 - Math.abs(Math.floor(at / q) - (at % q)) / (q - 1))

/** Agreement that falls with the square of the distance: 1 − (k − l)² / (q − 1)². */
export const quadraticWeights = (q: number): Weights =>
  Array.from({ length: q * q }, (_, at) => 1 - ((Math.floor(at / q) - (at % q)) / (q - 1)) ** 2)

/** Cohen's kappa with weights, of two coders and the units both rated. */
export const weightedKappa: Measure = {
  id: 'weighted_kappa',
  name: 'Weighted kappa',
  description:
    'Cohen’s kappa in which near categories agree in part, by weights the study chooses: linear and quadratic ones follow the declared order of the categories (Cohen 1968, Psychological Bulletin 70:213). The choice of weights moves the figure; say which were used.',
  whyNot: (ratings: Ratings) =>
    ratings.raters === 2 ? congerKappa.whyNot(ratings) : 'It is defined for two coders',
  compute: congerKappa.compute,
}
