import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparedText } from '#engine/agreement/compared-text.ts'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { costsOf } from '#engine/agreement/costs.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { DifferenceReport } from '#shared/model/difference-cost.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import { coded, type Short, treeOf } from '../disagreements/made.ts'

const codes = ['a1', 'a2', 'b1']
const tree = treeOf({ a2: 'a1' })

interface Made extends AgreementSource {
  codings: { a: CodedSpan[]; b: CodedSpan[] }
}

function cost(sources: Made[]): { report: DifferenceReport; agreement: ReturnType<typeof computeAgreement> } {
  const agreement = computeAgreement({
    coders: ['A', 'B'],
    unit: 'character',
    codes,
    sources,
    options: { resampling: { replicates: 0, seed: 1 } },
  })
  const report = costsOf({
    items: sources.flatMap(
      ({ id, codings }) =>
        compareCodings({ round: 'r', source: id, coders: ['ann', 'bob'], codings, tree }).disagreements,
    ),
    coders: ['ann', 'bob'],
    scales: new Map(sources.map(s => [s.id, comparedText(s, 'character', false).scale])),
    tables: new Map(agreement.codes.map(({ code, characters }) => [code, characters])),
  })
  return { report, agreement }
}

const source = (id: string, length: number, a: readonly Short[], b: readonly Short[]): Made => ({
  id,
  length,
  text: () => 'x'.repeat(length),
  segments: () => [],
  codings: { a: coded('a', a), b: coded('b', b) },
})

describe('what differences cost', () => {
  it('is what the figures would gain had the two agreed there', () => {
    // a1 over 100 characters: both 20, A alone 20, B alone 5. In the overall table two codes stand unused.
    const { report } = cost([
      source(
        's',
        100,
        [
          [0, 20, 'a1'],
          [40, 60, 'a1'],
        ],
        [[0, 25, 'a1']],
      ),
    ])
    expect(report.n).toBe(300)
    expect(report.counts).toEqual({ '11': 20, '10': 20, '01': 5, '00': 255 })
    expect(report.items.map(({ difference, characters }) => [difference.kind, characters])).toEqual([
      ['omission', 20],
      ['boundary', 5],
    ])
    const [omission] = report.items
    expect(omission?.percent.value).toBeCloseTo(20 / 300, 12)
    // Of the code: kappa .444444… before (p_o .75, p_e .55), and after .857142… (p_o .95, p_e .58 → .88095…).
    const before = (0.75 - (0.4 * 0.25 + 0.6 * 0.75)) / (1 - (0.4 * 0.25 + 0.6 * 0.75))
    const after = (0.95 - (0.4 * 0.45 + 0.6 * 0.55)) / (1 - (0.4 * 0.45 + 0.6 * 0.55))
    expect(omission?.codes).toHaveLength(1)
    expect(omission?.codes[0]?.kappa.value).toBeCloseTo(after - before, 12)
  })

  it('counts a passage read two ways under both its codes', () => {
    const { report } = cost([source('s', 100, [[0, 20, 'a1']], [[0, 20, 'a2']])])
    expect(report.items.map(i => [i.difference.kind, i.characters])).toEqual([['code', 40]])
    expect(report.items[0]?.codes.map(c => [c.code, c.characters])).toEqual([
      ['a1', 20],
      ['a2', 20],
    ])
  })

  it('is nothing for polarity alone, which the tables do not see', () => {
    const { report } = cost([source('s', 100, [[0, 20, 'a1', 'barrier']], [[0, 20, 'a1', 'facilitator']])])
    expect(report.kinds).toEqual([
      { kind: 'polarity', items: 1, characters: 0, percent: { value: 0 }, kappa: { value: 0 } },
    ])
  })

  it('says why there is none where nothing would vary any more', () => {
    const { report } = cost([source('s', 20, [[0, 20, 'a1']], [[0, 10, 'a1']])])
    expect(report.items[0]?.codes[0]?.kappa).toEqual({
      value: null,
      why: 'Had they agreed here: Both coders gave this code to every character, so nothing varied',
    })
    expect(report.kappa.value).not.toBeNull()
  })

  it('counts no character of a speaker who is left out', () => {
    const made: Made = {
      ...source('s', 40, [[0, 20, 'a1']], []),
      segments: () => [
        { kind: 'turn', start: 0, end: 10, bodyStart: 0, speaker: 'I' },
        { kind: 'turn', start: 10, end: 40, bodyStart: 10, speaker: 'P' },
      ],
      leftOut: ['I'],
    }
    const { report } = cost([made])
    expect(report.items.map(i => i.characters)).toEqual([10])
    expect(report.counts['10']).toBe(10)
  })
})

const length = 50
const coder = (name: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat(length - 1),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...codes),
        fc.constantFrom<Polarity | null>(null, 'facilitator', 'barrier'),
      ),
      { maxLength: 8 },
    )
    .map(list =>
      coded(
        name,
        list.map(([start, size, code, polarity]) => [start, Math.min(length, start + size), code, polarity]),
      ),
    )
const made = fc
  .array(fc.tuple(coder('a'), coder('b'), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map(list =>
    list.map(
      ([a, b, leavesOut], k): Made => ({
        id: `s${k}`,
        length,
        text: () => 'x'.repeat(length),
        segments: () => [
          { kind: 'turn', start: 0, end: 15, bodyStart: 0, speaker: 'I' },
          { kind: 'turn', start: 15, end: length, bodyStart: 15, speaker: 'P' },
        ],
        codings: { a, b },
        leftOut: leavesOut ? ['I'] : [],
      }),
    ),
  )

describe('laws of the costs', () => {
  it('characters add up to the cells 10 and 01, in all, by kind and by code', () => {
    fc.assert(
      fc.property(made, sources => {
        const { report, agreement } = cost(sources)
        const sum = (list: { characters: number }[]) =>
          list.reduce((total, each) => total + each.characters, 0)
        const { counts } = agreement.overall
        expect(report.counts).toEqual(counts)
        expect(sum(report.items)).toBe(counts['10'] + counts['01'])
        expect(sum(report.kinds)).toBe(counts['10'] + counts['01'])
        for (const { code, counts: own } of agreement.codes) {
          const parts = report.items.flatMap(item => item.codes.filter(part => part.code === code))
          expect(sum(parts)).toBe(own['10'] + own['01'])
        }
      }),
    )
  })

  it('costs in percent agreement add up to what is missing; with all taken away kappa is 1', () => {
    fc.assert(
      fc.property(made, sources => {
        const { report } = cost(sources)
        const percent = report.items.reduce((total, item) => total + (item.percent.value ?? Number.NaN), 0)
        expect(percent).toBeCloseTo(1 - (report.percent.value ?? 1), 10)
        const { kappa, all } = report
        if (kappa.value === null || all.kappa.value === null) return
        expect(kappa.value + all.kappa.value).toBeCloseTo(1, 12)
      }),
    )
  })

  it('come most characters first', () => {
    fc.assert(
      fc.property(made, sources => {
        const costs = cost(sources).report.items.map(item => item.characters)
        expect(costs).toEqual(costs.toSorted((x, y) => y - x))
      }),
    )
  })
})
