import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { Unit } from '#shared/model/agreement.ts'
import { type Spans, source } from './made.ts'

const frameworks = [
  { kind: 'framework' as const, id: 'f', name: 'COM-B', codes: ['c', 'd'] },
  { kind: 'framework' as const, id: 'g', name: 'Own codes', codes: ['e'] },
]
const report = (sources: AgreementSource[], unit: Unit = 'character', codes = ['c', 'd', 'e']) =>
  computeAgreement({ coders: ['AB', 'CD'], unit, codes, sources, options: { groups: frameworks } })
const one = (a: Spans, b: Spans, length = 100) => report([source('s', length, a, b)])

describe('alpha for sets of codes', () => {
  it('is one less observed over expected disagreement, by each distance', () => {
    // 10 units {c} and {c, d}, 10 units {e} and {e}, 80 units nothing.
    const { sets } = one(
      [
        [0, 10, 'c'],
        [20, 30, 'e'],
      ],
      [
        [0, 10, 'c'],
        [0, 10, 'd'],
        [20, 30, 'e'],
      ],
    )
    // Ratings: {} 160, {c} 10, {c, d} 10, {e} 20 of 200. Pairs apart: all but {c} with {c, d}.
    const apart = 160 * 40 + 10 * 10 + 10 * 20 + 10 * 20
    const alpha = (d: number) => 1 - (20 * d) / 200 / ((2 * (apart - 100 * (1 - d))) / (200 * 199))
    expect(sets.set_alpha_nominal.value).toBeCloseTo(alpha(1), 12)
    expect(sets.set_alpha_jaccard.value).toBeCloseTo(alpha(1 / 2), 12)
    expect(sets.set_alpha_masi.value).toBeCloseTo(alpha(1 - (1 / 2) * (2 / 3)), 12)
  })

  it('of one code is alpha for that code, by every distance', () => {
    const { codes, sets } = report([source('s', 90, [[0, 40, 'c']], [[10, 60, 'c']])], 'character', ['c'])
    for (const figure of Object.values(sets))
      expect(figure.value).toBeCloseTo(codes[0]?.figures.alpha_nominal.value ?? -9, 12)
  })

  it('is undefined with the reason where nobody coded, both coded all alike, or there is no text', () => {
    const whys = (found: ReturnType<typeof report>) =>
      Object.values(found.sets).map(({ value, why }) => [value, why])
    expect(new Set(whys(one([], [])).flat())).toEqual(new Set([null, 'Nobody used any of these codes']))
    expect(new Set(whys(report([])).flat())).toEqual(new Set([null, 'There is no character to compare']))
    expect(new Set(whys(one([[0, 100, 'c']], [[0, 100, 'c']])).flat())).toEqual(
      new Set([null, 'Every unit got the same labels from everyone, so nothing varied']),
    )
  })

  it('of one code has the interval of alpha for that code, over sources and over turns', () => {
    const turns = Array.from({ length: 12 }, (_, k) => ({
      kind: 'turn' as const,
      start: k * 30,
      end: k * 30 + 30,
      bodyStart: k * 30,
    }))
    const single = source(
      's',
      360,
      [
        [0, 40, 'c'],
        [100, 270, 'c'],
      ],
      [
        [20, 80, 'c'],
        [120, 290, 'c'],
      ],
      turns,
    )
    const many = Array.from({ length: 9 }, (_, k) => source(`s${k}`, 60, [[0, 20, 'c']], [[k, 20 + k, 'c']]))
    for (const sources of [[single], many]) {
      const { codes, sets } = report(sources, 'character', ['c'])
      const alpha = codes[0]?.figures.alpha_nominal
      for (const figure of Object.values(sets)) {
        expect(figure.ci?.[0]).toBeCloseTo(alpha?.ci?.[0] ?? -9, 9)
        expect(figure.ci?.[1]).toBeCloseTo(alpha?.ci?.[1] ?? -9, 9)
        expect(figure.method).toBe(alpha?.method)
      }
    }
  })

  it('leaves out distances that would take too long, and says so, but not that of whole sets', () => {
    const codes = Array.from({ length: 5000 }, (_, k) => `k${k}`)
    const spans = codes.map((code, k) => [k, k + 1, code] as const)
    const { sets } = report([source('s', 6000, spans, spans)], 'character', codes)
    expect(sets.set_alpha_nominal.value).toBe(1)
    for (const name of ['set_alpha_jaccard', 'set_alpha_masi'] as const)
      expect(sets[name]).toEqual({
        value: null,
        why: 'There are 5,001 different sets of codes, and more than 4,000 take too long to set against each other',
      })
  })
})

it('alpha for sets is not drawn again where there are too many different ones', () => {
  const codes = Array.from({ length: 300 }, (_, k) => `k${k}`)
  const spans = codes.map((code, k) => [k, k + 1, code] as const)
  const { sets } = computeAgreement({
    coders: ['AB', 'CD'],
    unit: 'character',
    codes,
    sources: Array.from({ length: 8 }, (_, k) => source(`s${k}`, 400, spans, spans)),
    options: { resampling: { replicates: 20, seed: 1 } },
  })
  expect(sets.set_alpha_masi).toEqual({
    value: 1,
    method: 'no interval: 301 different sets of codes, and more than 300 take too long to draw',
  })
})

describe('places in a framework', () => {
  it('are counted for each framework used: who placed a unit, and who the same', () => {
    const { slots } = one(
      [
        [0, 10, 'c'],
        [20, 30, 'd'],
        [50, 60, 'e'],
      ],
      [
        [0, 10, 'c'],
        [25, 40, 'c'],
        [25, 28, 'd'],
      ],
    )
    expect(slots.map(s => [s.framework, s.name, s.placed, s.same.value])).toEqual([
      // Same: [0, 10). Both placed as well [25, 30), where d meets {c, d} and {c}.
      ['f', 'COM-B', { both: 15, onlyA: 5, onlyB: 10 }, 10 / 15],
      ['g', 'Own codes', { both: 0, onlyA: 10, onlyB: 0 }, null],
    ])
    expect(slots[1]?.same).toEqual({
      value: null,
      why: 'No character was given a code of this framework by both',
    })
  })

  it('have the alphas of the set where a framework holds all codes', () => {
    const made = source(
      's',
      100,
      [
        [0, 10, 'c'],
        [5, 30, 'd'],
      ],
      [
        [0, 12, 'c'],
        [25, 40, 'd'],
      ],
    )
    const { slots, sets } = report([made])
    expect(slots).toHaveLength(1)
    expect(slots[0]).toMatchObject(sets)
  })

  it('have an interval for the share placed alike', () => {
    const many = Array.from({ length: 9 }, (_, k) =>
      source(
        `s${k}`,
        60,
        [[0, 20, 'c']],
        [
          [0, 20, k % 2 ? 'c' : 'd'],
          [10, 14, 'c'],
        ],
      ),
    )
    const [slot] = report(many).slots
    const [low, high] = slot?.same.ci ?? [9, -9]
    expect(low).toBeLessThan(slot?.same.value ?? -9)
    expect(high).toBeGreaterThan(slot?.same.value ?? 9)
  })
})

const coding = fc
  .tuple(fc.nat(38), fc.integer({ min: 1, max: 15 }), fc.constantFrom('c', 'd', 'e'))
  .map(([start, size, code]) => [start, Math.min(40, start + size), code] as const)
const side = fc.array(coding, { maxLength: 8 })
const alphas = (a: Spans, b: Spans, codes?: string[]) => {
  const { sets, slots } = report([source('s', 40, a, b)], 'character', codes)
  return { sets, slots }
}

describe('laws of sets', () => {
  it('splitting codings changes nothing, exchanging the coders exchanges their sides', () => {
    const split = (made: Spans) =>
      made.flatMap(([start, end, code = 'c']) => [
        [start, (start + end) >> 1, code] as const,
        [(start + end) >> 1, end, code] as const,
      ])
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = alphas(a, b)
        expect(alphas(split(a), split(b))).toEqual(there)
        const back = alphas(b, a)
        for (const [name, { value }] of Object.entries(there.sets)) {
          const other = back.sets[name as keyof typeof back.sets].value
          if (value === null) expect(other).toBeNull()
          else expect(other).toBeCloseTo(value, 10)
        }
        expect(back.slots.map(s => [s.placed, s.same.value])).toEqual(
          there.slots.map(({ placed: { both, onlyA, onlyB }, same }) => [
            { both, onlyA: onlyB, onlyB: onlyA },
            same.value,
          ]),
        )
      }),
    )
  })

  it('coders who say the same agree fully wherever anything varies', () => {
    fc.assert(
      fc.property(side, a => {
        for (const { value } of Object.values(alphas(a, a).sets)) expect(value ?? 1).toBe(1)
        for (const { same } of alphas(a, a).slots) expect(same.value).toBe(1)
      }),
    )
  })
})
