import { congerKappa } from './conger-kappa.ts'
import type { Measure } from './measure.ts'
import { pairOf, pairsOfRaters } from './ratings.ts'

export const lightKappa: Measure = {
  id: 'light_kappa',
  name: 'Light’s kappa',
  description:
    'The mean of Cohen’s kappas of all pairs of coders (Light 1971, Psychological Bulletin 76:365). Undefined as soon as one pair’s kappa is; no pair is left out in silence or counted as 0.',
  whyNot(ratings) {
    for (const [first, second] of pairsOfRaters(ratings.raters)) {
      const why = congerKappa.whyNot(pairOf(ratings, first, second))
      if (why !== null) {
        const { names = [] } = ratings
        const [a, b] = [names[first] ?? first + 1, names[second] ?? second + 1]
        return `Kappa is undefined for ${names.length > 0 ? '' : 'coders '}${a} and ${b}: ${lower(why)}`
      }
    }
    return null
  },
  compute(ratings) {
    let sum = 0
    let pairs = 0
    for (const [first, second] of pairsOfRaters(ratings.raters)) {
      sum += congerKappa.compute(pairOf(ratings, first, second))
      pairs++
    }
    return sum / pairs
  },
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
