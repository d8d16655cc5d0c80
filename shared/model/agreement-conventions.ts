/** A scale's names, each from a least value on; what is below the first has the name of the last. */
interface Scale {
  from: readonly (readonly [number, string])[]
  below: string
}

/**
 * Landis & Koch 1977, Biometrics 33:159, for kappa: below 0 poor, to .20 slight, to .40 fair, to .60 moderate,
 * to .80 substantial, to 1 almost perfect. They call the divisions “clearly arbitrary”.
 */
const landisKoch: Scale = {
  from: [
    [0.81, 'almost perfect'],
    [0.61, 'substantial'],
    [0.41, 'moderate'],
    [0.21, 'fair'],
    [0, 'slight'],
  ],
  below: 'poor',
}

/**
 * McHugh 2012, Biochemia Medica 22:276, for kappa: to .20 none, to .39 minimal, to .59 weak, to .79 moderate,
 * to .90 strong, above almost perfect.
 */
const mcHugh: Scale = {
  from: [
    [0.91, 'almost perfect'],
    [0.8, 'strong'],
    [0.6, 'moderate'],
    [0.4, 'weak'],
    [0.21, 'minimal'],
  ],
  below: 'none',
}

/** Krippendorff 2004, Human Communication Research 30:411, for alpha: at least .800, .667 for tentative conclusions. */
const krippendorff: Scale = {
  from: [
    [0.8, 'enough to rely on'],
    [0.667, 'enough for tentative conclusions only'],
  ],
  below: 'too little to conclude anything from',
}

/**
 * What three conventions call a value of kappa or alpha, in a sentence that says they are conventions and disagree. To
 * be shown on request only, never as a verdict. Values are taken as scales print them: to two decimals, and to three
 * for Krippendorff's.
 */
export function conventionsInWords(value: number): string {
  const shown = value.toFixed(2).replace('-', '\u2212')
  return `By the convention of Landis & Koch (1977) ${shown} is called “${nameOn(landisKoch, value, 2)}”, by that of McHugh (2012) “${nameOn(mcHugh, value, 2)}”, and by Krippendorff’s (2004) it is ${nameOn(krippendorff, value, 3)}. These are conventions: they contradict each other, the first two were made for kappa and the third for alpha, and none knows what the figure is for.`
}

function nameOn({ from, below }: Scale, value: number, decimals: number): string {
  const printed = value < 0 ? value : Number(value.toFixed(decimals))
  return from.find(([least]) => printed >= least)?.[1] ?? below
}
