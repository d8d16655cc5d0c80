import { alphaNominal } from './alpha-nominal.ts'
import { brennanPrediger } from './brennan-prediger.ts'
import type { Coefficient } from './coefficient.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { cohenKappaMax } from './cohen-kappa-max.ts'
import { f1Dice } from './f1-dice.ts'
import { gwetAc1 } from './gwet-ac1.ts'
import { jaccardOverlap } from './jaccard-overlap.ts'
import { negativeAgreement } from './negative-agreement.ts'
import { percentAgreement } from './percent-agreement.ts'
import { positiveAgreement } from './positive-agreement.ts'
import { scottPi } from './scott-pi.ts'

/** Every coefficient of a two-coder table, in the order reports list them. */
export const coefficients: readonly Coefficient[] = [
  percentAgreement,
  cohenKappa,
  cohenKappaMax,
  alphaNominal,
  scottPi,
  gwetAc1,
  brennanPrediger,
  positiveAgreement,
  negativeAgreement,
  jaccardOverlap,
  f1Dice,
]
