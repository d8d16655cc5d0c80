import { describe, expect, it } from 'vitest'
import { conventionsInWords } from '#shared/model/agreement-conventions.ts'

/** What the three call a value, in the order of the sentence. */
const names = (value: number) =>
  /called “(.+?)”, .*“(.+?)”, .* it is (.+?)\. /.exec(conventionsInWords(value))?.slice(1)

describe('conventions for kappa and alpha', () => {
  const little = 'too little to conclude anything from'
  const tentative = 'enough for tentative conclusions only'
  it.each([
    [-0.001, ['poor', 'none', little]],
    [0, ['slight', 'none', little]],
    [0.2, ['slight', 'none', little]],
    [0.21, ['fair', 'minimal', little]],
    [0.39, ['fair', 'minimal', little]],
    [0.4, ['fair', 'weak', little]],
    [0.41, ['moderate', 'weak', little]],
    [0.6, ['moderate', 'moderate', little]],
    [0.61, ['substantial', 'moderate', little]],
    [0.666, ['substantial', 'moderate', little]],
    [0.667, ['substantial', 'moderate', tentative]],
    [0.79, ['substantial', 'moderate', tentative]],
    [0.8, ['substantial', 'strong', 'enough to rely on']],
    [0.81, ['almost perfect', 'strong', 'enough to rely on']],
    [0.9, ['almost perfect', 'strong', 'enough to rely on']],
    [0.91, ['almost perfect', 'almost perfect', 'enough to rely on']],
    [1, ['almost perfect', 'almost perfect', 'enough to rely on']],
    // Between two bands, the one the printed value is in.
    [0.204, ['slight', 'none', little]],
    [0.2051, ['fair', 'minimal', little]],
  ] as const)('%d', (value, expected) => {
    expect(names(value)).toEqual(expected)
  })

  it('are named as conventions, with the value and their years', () => {
    expect(conventionsInWords(-0.125)).toMatch(
      /^By the convention of Landis & Koch \(1977\) −0\.1[23] is called “poor”.*McHugh \(2012\).*Krippendorff’s \(2004\).*contradict each other/,
    )
  })
})
