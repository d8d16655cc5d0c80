import { coefficients } from '../coefficients/index.ts'
import { measures } from '../raters/index.ts'
import { alphaDescription, differences } from '../raters/krippendorff-alpha.ts'
import { weightedKappa } from '../raters/weighted-kappa.ts'
import { setAlphaDescription } from '../sets/set-alpha.ts'
import { setDistances } from '../sets/set-distance.ts'
import { alphaUDescription } from '../unitizing/alpha-u.ts'
import { gammaDescription } from '../unitizing/gamma.ts'
import { unitizingDescription } from '../unitizing/u-alpha.ts'

export interface DescribedFigure {
  name: string
  description: string
}

/** Every kind of figure with its name, what it says and where its formula is from. */
export const describedFigures = (): DescribedFigure[] => [
  ...coefficients,
  ...measures.filter(({ id }) => !coefficients.some(known => known.id === id)),
  weightedKappa,
  ...differences.map(({ name, description }) => ({
    name: `Krippendorff’s alpha, ${name}`,
    description: `${description} ${alphaDescription}`,
  })),
  ...setDistances.map(({ name, description }) => ({
    name: `Krippendorff’s alpha for sets, ${name}`,
    description: `${description} ${setAlphaDescription}`,
  })),
  { name: 'Unitizing alphas', description: unitizingDescription },
  { name: 'Unitizing alpha of 1995', description: alphaUDescription },
  { name: 'Gamma', description: gammaDescription },
]
