import type { StatsCase } from './cases.ts'
import { figuresOfGamma } from './of-gamma.ts'
import { type Answers, figuresOfRatings } from './of-ratings.ts'
import { figuresOfSets } from './of-sets.ts'
import { figuresOfSpans } from './of-spans.ts'

/** Every figure that applies to a case; null where one is undefined. */
export function statsOf({ inputs }: StatsCase): Answers {
  switch (inputs.kind) {
    case 'ratings':
      return figuresOfRatings(inputs)
    case 'sets':
      return figuresOfSets(inputs)
    case 'spans':
      return figuresOfSpans(inputs)
    case 'gamma':
      return figuresOfGamma(inputs)
  }
}
