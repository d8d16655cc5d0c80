import { describe, expect, it } from 'vitest'
import { type AgreementInput, computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import { withInterval } from '#engine/agreement/resampling.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import { source } from './made.ts'

const compute = (sources: AgreementSource[], more: AgreementInput['options'] = {}) =>
  computeAgreement({ coders: ['A', 'B'], unit: 'character', codes: ['x', 'y'], sources, options: more })

/** Twenty sources in which the coders' edges wander. */
const many = (() => {
  const random = seededRandom(7)
  return Array.from({ length: 20 }, (_, k) => {
    const start = Math.floor(random() * 400)
    const shift = Math.floor(random() * 30)
    return source(`s${k}`, 500, [[start, start + 60, 'x']], [[start + shift, start + 70, 'x']])
  })
})()

describe('intervals over sources', () => {
  it('are not given below five sources, and the figure says so', () => {
    const kappa = compute(many.slice(0, 4)).codes[0]?.figures.cohen_kappa
    expect(kappa?.value).toBeGreaterThan(0)
    expect(kappa).not.toHaveProperty('ci')
    expect(kappa?.method).toBe('no interval: 4 sources, and fewer than 5 say nothing of how figures vary')
  })

  it('hold their figure, say how they were made, and come out the same each time', () => {
    const first = compute(many)
    const kappa = first.codes[0]?.figures.cohen_kappa
    const [low, high] = kappa?.ci ?? [1, -1]
    expect(low).toBeLessThan(kappa?.value ?? -1)
    expect(high).toBeGreaterThan(kappa?.value ?? 1)
    expect(high - low).toBeLessThan(0.4)
    expect(kappa?.method).toBe('95 % percentile bootstrap over 20 sources, B = 2000, seed 1')
    expect(compute(many)).toEqual(first)
    expect(first.overall.figures.pooled_kappa?.ci).toHaveLength(2)
    expect(first.overall.figures.mean_of_defined_code_kappas?.ci).toHaveLength(2)
  })

  it('change with the seed, little', () => {
    const [one, two] = [1, 2].map(
      seed => compute(many, { resampling: { replicates: 2000, seed } }).codes[0]?.figures.cohen_kappa.ci,
    )
    expect(one).not.toEqual(two)
    expect(Math.abs((one?.[0] ?? 0) - (two?.[0] ?? 9))).toBeLessThan(0.03)
  })

  it('are not given for what is undefined', () => {
    expect(compute(many).codes[1]?.figures.cohen_kappa).toEqual({ value: null, why: 'Nobody used this code' })
  })

  it('are a point where all sources are alike', () => {
    const alike = Array.from({ length: 5 }, (_, k) => source(`s${k}`, 100, [[0, 20, 'x']], [[10, 20, 'x']]))
    // Every draw has the same table: 10 both, 10 only A, 80 neither of each 100.
    const { value, ci } = compute(alike).codes[0]?.figures.jaccard_overlap ?? {}
    expect(value).toBe(0.5)
    expect(ci).toEqual([0.5, 0.5])
  })

  it('leave out draws without a value and say how many; with too few left there is none', () => {
    // The code stands in one source of six: a draw misses it with (5/6)^6 = 33.5%.
    const rare = [
      source('s0', 100, [[0, 20, 'x']], [[10, 20, 'x']]),
      ...Array.from({ length: 5 }, (_, k) => source(`s${k + 1}`, 100, [], [])),
    ]
    const some = compute(rare).codes[0]?.figures.cohen_kappa
    const left = Number(/(\d+) resamples without a value left out/.exec(some?.method ?? '')?.[1])
    expect(left / 2000).toBeGreaterThan(0.3)
    expect(left / 2000).toBeLessThan(0.37)
    // Variation needs both s0 and s1 in the draw: 1 − 2·(5/6)^6 + (4/6)^6 = 42%, so most draws have no kappa.
    const split = [
      source('s0', 100, [[0, 100, 'x']], [[0, 100, 'x']]),
      source('s1', 100, [], []),
      ...Array.from({ length: 4 }, (_, k) => source(`e${k}`, 0, [], [])),
    ]
    const none = compute(split).codes[0]?.figures.cohen_kappa
    expect(none?.value).toBe(1)
    expect(none).not.toHaveProperty('ci')
    expect(none?.method).toMatch(/^no interval: undefined in 1[01]\d\d of 2000 resamples$/)
  })

  it('of pooled and mean kappa over one code are those of its kappa', () => {
    const { overall, codes } = computeAgreement({
      coders: ['A', 'B'],
      unit: 'character',
      codes: ['x'],
      sources: many,
    })
    const [low = 0, high = 0] = codes[0]?.figures.cohen_kappa.ci ?? []
    for (const name of ['pooled_kappa', 'mean_of_defined_code_kappas', 'cohen_kappa'] as const) {
      expect(overall.figures[name]?.ci?.[0]).toBeCloseTo(low, 12)
      expect(overall.figures[name]?.ci?.[1]).toBeCloseTo(high, 12)
    }
  })

  it('run from the 2.5th to the 97.5th percentile of the draws', () => {
    const draws = Float64Array.from({ length: 1001 }, (_, k) => (k * 2) % 1001)
    expect(withInterval({ value: 500 }, draws, 9, 1).ci).toEqual([25, 975])
  })

  it('can be left out for speed', () => {
    const figure = compute(many, { resampling: { replicates: 0, seed: 1 } }).codes[0]?.figures.cohen_kappa
    expect(Object.keys(figure ?? {})).toEqual(['value'])
  })
})
