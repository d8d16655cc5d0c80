import { allAgree } from './all-agree.ts'
import { brennanPrediger } from './brennan-prediger.ts'
import { congerKappa } from './conger-kappa.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { gwetAc } from './gwet-ac.ts'
import { lightKappa } from './light-kappa.ts'
import { meanPairwiseAgreement } from './mean-pairwise-agreement.ts'
import type { Measure } from './measure.ts'

/** Every coefficient of two or more coders that needs no weights, in the order reports list them. */
export const measures: readonly Measure[] = [
  meanPairwiseAgreement,
  allAgree,
  fleissKappa,
  congerKappa,
  lightKappa,
  gwetAc,
  brennanPrediger,
]
