import type { Measure } from './measure.ts'
import { observedAgreement } from './ratings.ts'
import { nothingPaired } from './why-not.ts'

export const meanPairwiseAgreement: Measure = {
  id: 'percent_agreement',
  name: 'Percent agreement (mean over pairs of coders)',
  description:
    'The share of pairs of coders who gave a unit the same category, averaged over units with at least two ratings (Fleiss 1971, Psychological Bulletin 76:378; with missing ratings Gwet 2014). Not corrected for chance. With more than two coders it is not the share of units on which all agree.',
  whyNot: nothingPaired,
  compute: observedAgreement,
}
