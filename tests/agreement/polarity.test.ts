import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { AgreementSource, CountedCoding } from '#engine/agreement/tally.ts'
import type { Unit } from '#shared/model/agreement.ts'
import { source } from './made.ts'

type Direction = 'facilitator' | 'barrier' | null
type Polar = readonly [number, number, string, (Direction | undefined)?]

const polar = (made: readonly Polar[]): CountedCoding[] =>
  made.map(([start, end, code, polarity = null]) => ({ start, end, code, polarity }))
const coded = (id: string, length: number, a: readonly Polar[], b: readonly Polar[]): AgreementSource => ({
  ...source(id, length, [], []),
  codings: { a: polar(a), b: polar(b) },
})
const report = (sources: AgreementSource[], unit: Unit = 'character', codes = ['c', 'd']) =>
  computeAgreement({ coders: ['AB', 'CD'], unit, codes, sources })

describe('facilitator and barrier', () => {
  const sources = [
    coded(
      's',
      100,
      [
        [0, 10, 'c', 'facilitator'],
        [20, 30, 'c', 'barrier'],
        [40, 50, 'd'],
        [60, 70, 'd', 'barrier'],
      ],
      [
        [0, 10, 'c', 'facilitator'],
        [5, 12, 'c', 'barrier'],
        [22, 30, 'c'],
        [40, 45, 'd'],
        [80, 90, 'd', 'barrier'],
      ],
    ),
  ]
  const found = report(sources).polarity

  it('are set against each other where both gave the same code, each code and unit once', () => {
    expect(found?.categories).toEqual(['none', 'facilitator', 'barrier', 'both'])
    expect(found?.table).toEqual([
      [5, 0, 0, 0],
      [0, 5, 0, 5],
      [8, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    expect(found?.n).toBe(23)
    expect(found?.n).toBe(report(sources).overall.counts['11'])
  })

  it('have the figures of that table, and say why there is no interval', () => {
    expect(found?.figures.percent_agreement.value).toBeCloseTo(10 / 23, 12)
    // r = 5, 10, 8, 0 and s = 13, 5, 0, 5 of 23: p_e = (65 + 50) / 529.
    const chance = 115 / 529
    expect(found?.figures.cohen_kappa.value).toBeCloseTo((10 / 23 - chance) / (1 - chance), 12)
    expect(found?.figures.brennan_prediger.value).toBeCloseTo((10 / 23 - 0.25) / 0.75, 12)
    expect(found?.figures.cohen_kappa.method).toMatch(/^no interval: 1 source with 1 segment in all/)
  })

  it('are not reported where nobody gave any', () => {
    expect(report([coded('s', 50, [[0, 9, 'c']], [[0, 9, 'c']])])).not.toHaveProperty('polarity')
  })

  it('have no figure, with the reason, where the coders share no code or never differ in direction', () => {
    const apart = report([coded('s', 50, [[0, 9, 'c', 'barrier']], [[0, 9, 'd', 'barrier']])]).polarity
    expect(apart?.n).toBe(0)
    for (const figure of Object.values(apart?.figures ?? {}))
      expect(figure).toEqual({ value: null, why: 'No unit has a rating from both coders' })
    const alike = report([coded('s', 50, [[0, 9, 'c', 'barrier']], [[0, 9, 'c', 'barrier']])]).polarity
    expect(alike?.figures.cohen_kappa).toEqual({
      value: null,
      why: 'Both coders gave every unit the same category, so nothing varied',
    })
    expect(alike?.figures.gwet_ac1.value).toBe(1)
  })

  it('have intervals on the draws of the other figures', () => {
    const many = Array.from({ length: 9 }, (_, k) =>
      coded(
        `s${k}`,
        60,
        [
          [0, 20, 'c', 'barrier'],
          [30, 50, 'd'],
        ],
        [
          [0, 20 - k, 'c', k % 3 ? 'barrier' : null],
          [30, 45, 'd'],
        ],
      ),
    )
    const { ci, value, method } = report(many).polarity?.figures.cohen_kappa ?? {}
    expect(ci?.[0]).toBeLessThan(value ?? -1)
    expect(ci?.[1]).toBeGreaterThan(value ?? 1)
    expect(method).toBe('95 % percentile bootstrap over 9 sources, B = 2000, seed 1')
  })
})

const coding = fc.tuple(
  fc.nat(38),
  fc.integer({ min: 1, max: 15 }),
  fc.constantFrom('c', 'd'),
  fc.constantFrom('facilitator' as const, 'barrier' as const, null),
)
const side = fc
  .array(coding, { maxLength: 8 })
  .map(made =>
    made.map(([start, size, code, polarity]): Polar => [start, Math.min(40, start + size), code, polarity]),
  )
const bare = { resampling: { replicates: 0, seed: 1 } }
const polarityOf = (a: readonly Polar[], b: readonly Polar[], codes = ['c', 'd']) =>
  computeAgreement({
    coders: ['A', 'B'],
    unit: 'character',
    codes,
    sources: [coded('s', 40, a, b)],
    options: bare,
  }).polarity

describe('laws of polarity', () => {
  it('it is what asking every character would find', () => {
    const at = (made: readonly Polar[], code: string, k: number) =>
      made
        .filter(([start, end, own]) => own === code && start <= k && k < end)
        .map(([, , , polarity]) => polarity)
    const category = (given: (string | null | undefined)[]) =>
      (given.includes('facilitator') ? 1 : 0) + (given.includes('barrier') ? 2 : 0)
    fc.assert(
      fc.property(side, side, (a, b) => {
        const table = [0, 1, 2, 3].map(() => [0, 0, 0, 0])
        for (const code of ['c', 'd']) {
          for (let k = 0; k < 40; k++) {
            const [inA, inB] = [at(a, code, k), at(b, code, k)]
            const row = table[category(inA)]
            if (row && inA.length > 0 && inB.length > 0) row[category(inB)] = (row[category(inB)] ?? 0) + 1
          }
        }
        const found = polarityOf(a, b)
        if (found) expect(found.table).toEqual(table)
        else expect([...a, ...b].every(([, , , polarity]) => polarity === null)).toBe(true)
      }),
    )
  })

  it('exchanging the coders transposes the table; renaming codes and splitting codings changes nothing', () => {
    const split = (made: readonly Polar[]) =>
      made.flatMap(([start, end, code, polarity]): Polar[] => {
        const middle = (start + end) >> 1
        return [
          [start, middle, code, polarity],
          [middle, end, code, polarity],
        ]
      })
    const renamed = (made: readonly Polar[]) =>
      made.map(([start, end, code, polarity]): Polar => [start, end, code === 'c' ? 'z' : 'b', polarity])
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = polarityOf(a, b)
        const back = polarityOf(b, a)
        expect(back?.table).toEqual(there?.table.map((row, i) => row.map((_, j) => there.table[j]?.[i])))
        expect(polarityOf(split(a), split(b))).toEqual(there)
        expect(polarityOf(renamed(a), renamed(b), ['b', 'z'])).toEqual(there)
      }),
    )
  })

  it('coders who say the same agree fully', () => {
    fc.assert(
      fc.property(side, a => {
        const found = polarityOf(a, a)
        if (!found || found.n === 0) return
        expect(found.figures.percent_agreement.value).toBe(1)
        expect(found.figures.cohen_kappa.value ?? 1).toBe(1)
      }),
    )
  })
})
