import type { Coefficient } from './coefficient.ts'
import { positiveAgreement } from './positive-agreement.ts'
import { nothingCoded } from './why-not.ts'

export const f1Dice: Coefficient = {
  id: 'f1_dice',
  name: 'F1 (Dice)',
  description:
    '2·n11 / (2·n11 + n10 + n01): harmonic mean of the share of A’s coding that B has and of B’s that A has (Dice 1945, Ecology 26:297). Immune to the amount of uncoded text; not corrected for chance.',
  whyNot: nothingCoded,
  compute: positiveAgreement.compute,
}
