import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgreementInput, computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import { withInterval } from '#engine/agreement/resampling.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { Segment } from '#shared/model/document.ts'
import { type Spans, source } from './made.ts'

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
  it('are not given below eight sources with fewer than eight segments, and the figure says so', () => {
    const kappa = compute(many.slice(0, 4)).codes[0]?.figures.cohen_kappa
    expect(kappa?.value).toBeGreaterThan(0)
    expect(kappa).not.toHaveProperty('ci')
    expect(kappa?.method).toBe(
      'no interval: 4 sources with 4 segments in all, and fewer than 8 say nothing of how figures vary',
    )
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

  it('are none where every draw gives the same, for that is not certainty', () => {
    const alike = Array.from({ length: 8 }, (_, k) => source(`s${k}`, 100, [[0, 20, 'x']], [[10, 20, 'x']]))
    // Every draw has the same table: 10 both, 10 only A, 80 neither of each 100.
    const { value, ci, method } = compute(alike).codes[0]?.figures.jaccard_overlap ?? {}
    expect(value).toBe(0.5)
    expect(ci).toBeUndefined()
    expect(method).toBe('no interval: the same in every resample')
  })

  it('leave out draws without a value and say how many; with too few left there is none', () => {
    // The code stands in one source of eight: a draw misses it with (7/8)^8 = 34.4%.
    const rare = [
      source('s0', 100, [[0, 20, 'x']], [[10, 20, 'x']]),
      ...Array.from({ length: 7 }, (_, k) => source(`s${k + 1}`, 100, [], [])),
    ]
    const some = compute(rare).codes[0]?.figures.cohen_kappa
    const left = Number(/(\d+) resamples without a value left out/.exec(some?.method ?? '')?.[1])
    expect(left / 2000).toBeGreaterThan(0.3)
    expect(left / 2000).toBeLessThan(0.37)
    // Variation needs both s0 and s1 in the draw: 1 − 2·(7/8)^8 + (6/8)^8 = 41%, so most draws have no kappa.
    const split = [
      source('s0', 100, [[0, 100, 'x']], [[0, 100, 'x']]),
      source('s1', 100, [], []),
      ...Array.from({ length: 6 }, (_, k) => source(`e${k}`, 0, [], [])),
    ]
    const none = compute(split).codes[0]?.figures.cohen_kappa
    expect(none?.value).toBe(1)
    expect(none).not.toHaveProperty('ci')
    expect(none?.method).toMatch(/^no interval: undefined in 1[012]\d\d of 2000 resamples$/)
  })

  it('of pooled and mean kappa over one code are those of its kappa', () => {
    const { overall, codes } = computeAgreement({
      coders: ['A', 'B'],
      unit: 'character',
      codes: ['x'],
      sources: many,
    })
    const [low = 0, high = 0] = codes[0]?.figures.cohen_kappa.ci ?? []
    for (const name of [
      'pooled_kappa',
      'mean_of_defined_code_kappas',
      'weighted_mean_of_code_kappas',
      'cohen_kappa',
    ] as const) {
      expect(overall.figures[name]?.ci?.[0]).toBeCloseTo(low, 12)
      expect(overall.figures[name]?.ci?.[1]).toBeCloseTo(high, 12)
    }
  })

  it('run from the 2.5th to the 97.5th percentile of the draws', () => {
    const draws = Float64Array.from({ length: 1001 }, (_, k) => (k * 2) % 1001)
    expect(withInterval({ value: 500 }, draws, 'how').ci).toEqual([25, 975])
  })

  it('can be left out for speed', () => {
    const figure = compute(many, { resampling: { replicates: 0, seed: 1 } }).codes[0]?.figures.cohen_kappa
    expect(Object.keys(figure ?? {})).toEqual(['value', 'analytic'])
  })
})

describe('intervals over the segments of few sources', () => {
  const size = 20
  const count = 12
  const segment = (start: number, end: number): Segment => ({ kind: 'turn', start, end, bodyStart: start })
  /** Segments of 20 characters; the last of each belongs to none and so to the one before it. */
  const segments = Array.from({ length: count }, (_, k) => segment(k * size, (k + 1) * size - 1))
  const coding = fc
    .tuple(fc.nat(count * size - 1), fc.integer({ min: 1, max: 200 }), fc.constantFrom('x', 'y'))
    .map(([start, long, code]) => [start, Math.min(count * size, start + long), code] as const)
  const side = fc.array(coding, { minLength: 1, maxLength: 6 })
  const intervals = ({ codes, overall }: ReturnType<typeof compute>) =>
    [...codes, overall].map(({ figures: { mean_of_defined_document_kappas: _, ...figures } }) =>
      Object.values(figures).map(figure => figure?.ci),
    )

  it('are those over as many sources, each one of the segments', () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const cut = (made: typeof a, k: number) =>
          made.flatMap(([start, end, code]) => {
            const [from, to] = [Math.max(0, start - k * size), Math.min(size, end - k * size)]
            return from < to ? [[from, to, code] as const] : []
          })
        const few = computeAgreement({
          coders: ['A', 'B'],
          unit: 'character',
          codes: ['x', 'y'],
          sources: [source('s', count * size, a, b, segments)],
          options: { resampling: { replicates: 200, seed: 3 } },
        })
        const each = computeAgreement({
          coders: ['A', 'B'],
          unit: 'character',
          codes: ['x', 'y'],
          sources: segments.map((_, k) => source(`s${k}`, size, cut(a, k), cut(b, k))),
          options: { resampling: { replicates: 200, seed: 3 } },
        })
        expect(few.overall.counts).toEqual(each.overall.counts)
        expect(intervals(few)).toEqual(intervals(each))
      }),
      { numRuns: 60 },
    )
  })

  const text = 'One two. Three four! '
  const turns = Array.from({ length: 9 }, (_, k) => segment(k * text.length, (k + 1) * text.length))
  const spoken = (a: Spans, b: Spans, how: Segment[] = turns): AgreementSource => ({
    ...source('s', 9 * text.length, a, b, how),
    text: () => text.repeat(9),
  })
  const kappa = (unit: Unit, sources: AgreementSource[]) =>
    computeAgreement({ coders: ['A', 'B'], unit, codes: ['x'], sources }).codes[0]?.figures.cohen_kappa

  it.each<Unit>(['character', 'word', 'sentence', 'segment'])(
    'are made for the unit %s, and say of what',
    unit => {
      const found = kappa(unit, [
        spoken(
          [
            [0, 25],
            [90, 130],
          ],
          [
            [3, 40],
            [100, 110],
          ],
        ),
      ])
      expect(found?.ci).toHaveLength(2)
      expect(found?.method).toContain(
        '95 % percentile bootstrap over 9 segments (turns, paragraphs, parts of emails) of 1 source, B = 2000, seed 1',
      )
    },
  )

  it('count a source without segments as one block, and none where nothing is left to compare', () => {
    const plain = (id: string) => source(id, 30, [[0, 9]], [[3, 12]])
    expect(
      kappa('character', [spoken([[0, 25]], [[3, 40]]), plain('p'), source('e', 0, [], [])])?.method,
    ).toMatch(/over 10 segments .* of 3 sources/)
    const asked = turns.map((turn, k) => ({ ...turn, speaker: k % 3 === 0 ? 'I' : 'P' }))
    const without = { ...spoken([[0, 25]], [[3, 40]], asked), leftOut: ['I'] }
    expect(kappa('word', [without])?.method).toBe(
      'no interval: 1 source with 6 segments in all, and fewer than 8 say nothing of how figures vary',
    )
  })

  it('are not made for the unit source: there a source is all there is', () => {
    const seven = Array.from({ length: 7 }, (_, k) => ({
      ...spoken(k > 2 ? [[0, 25]] : [], [[3, 40]]),
      id: `s${k}`,
    }))
    expect(kappa('source', seven)).toEqual({
      value: expect.any(Number),
      method: 'no interval: 7 sources, and fewer than 8 say nothing of how figures vary',
    })
  })
})
