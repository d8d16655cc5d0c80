import { meanDistance, type SetRatings, setAlpha } from '../sets/set-alpha.ts'
import { setDistances } from '../sets/set-distance.ts'
import type { SetsInputs } from './cases.ts'
import type { Answers } from './of-ratings.ts'

/** Alpha and mean distance of ratings that are sets of labels, for every distance there is. */
export function figuresOfSets({ units, counts }: SetsInputs): Answers {
  const ratings: SetRatings = {
    rows: units.map(row => row.map(labels => (labels === null ? null : new Set(labels.map(String))))),
    counts: counts ?? units.map(() => 1),
  }
  const answers: Answers = {}
  for (const distance of setDistances) {
    answers[`alpha_sets_${distance.id}`] = setAlpha(ratings, distance).value
    const [measure = '', variant] = distance.id.split('_')
    answers[`mean_${measure}_distance${variant ? `_${variant}` : ''}`] = meanDistance(ratings, distance)
  }
  return answers
}
