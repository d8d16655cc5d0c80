import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementJson } from '#engine/agreement/agreement-json.ts'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { AskedGroup } from '#engine/agreement/groups.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import { source } from './made.ts'

const compute = (sources: AgreementSource[], groups: AskedGroup[], codes = ['c', 'd', 'e']) =>
  computeAgreement({ coders: ['AB', 'CD'], unit: 'character', codes, sources, options: { groups } })

const sources = [
  source('s1', 100, [[0, 10, 'c']], [[0, 10, 'd']]),
  source('s2', 100, [[20, 40, 'c']], [[30, 40, 'c']]),
  source('s3', 50, [[0, 5, 'e']], [[0, 5, 'e']]),
]

describe('a framework', () => {
  const [group] = compute(sources, [
    { kind: 'framework', id: 'f', name: 'COM-B', codes: ['c', 'd', 'elsewhere'] },
  ]).groups

  it('puts its codes that are compared in one table, each code and unit once', () => {
    // c: 10 both, 20 only A of 250. d: 10 only B. 500 units in all.
    expect(group).toMatchObject({ kind: 'framework', id: 'f', name: 'COM-B', n: 500 })
    expect(group?.counts).toEqual({ '11': 10, '10': 20, '01': 10, '00': 460 })
    expect(group?.figures.percent_agreement.value).toBe(0.94)
  })

  it('pools kappa over its codes alone, and averages theirs', () => {
    // c: p_o .92, p_e (30·10 + 220·240)/250² = .8496. d: p_o .96, p_e (0·10 + 250·240)/250² = .96, kappa 0.
    const chance = (0.8496 + 0.96) / 2
    expect(group?.figures.pooled_kappa?.value).toBeCloseTo((0.94 - chance) / (1 - chance), 12)
    const kappa = (0.92 - 0.8496) / 0.1504
    expect(group?.figures.mean_of_defined_code_kappas?.value).toBeCloseTo(kappa / 2, 12)
    expect(group?.figures.weighted_mean_of_code_kappas?.value).toBeCloseTo((kappa * 30) / 40, 12)
  })

  it('has the overall figures where it has all codes', () => {
    const whole: AskedGroup = { kind: 'framework', id: 'f', name: 'F', codes: ['e', 'c', 'd'] }
    const { groups, overall } = compute(sources, [whole])
    const [{ counts, characters, passages, figures, notes } = overall] = groups
    expect({ counts, characters, passages, figures, notes }).toEqual(overall)
  })

  it('is not reported where none of its codes is compared', () => {
    expect(compute(sources, [{ kind: 'framework', id: 'f', name: 'F', codes: ['x'] }]).groups).toEqual([])
  })
})

describe('a theme', () => {
  it('counts a unit once, whichever of its codes it carries', () => {
    // s1: c by one and d by the other on the same words: one theme. s2: 10 both, 10 only A.
    const [group] = compute(sources, [{ kind: 'theme', id: 't', name: 'T', codes: ['c', 'd', 'd'] }]).groups
    expect(group?.n).toBe(250)
    expect(group?.counts).toEqual({ '11': 20, '10': 10, '01': 0, '00': 220 })
    expect(group?.passages).toEqual({ both: 2, onlyA: 0, onlyB: 0 })
    expect(group?.figures).not.toHaveProperty('pooled_kappa')
  })

  it('of one code is that code', () => {
    const report = compute(sources, [{ kind: 'theme', id: 'c', name: 'T', codes: ['c'] }])
    expect(report.groups[0]?.counts).toEqual(report.codes[0]?.counts)
    expect(report.groups[0]?.figures).toEqual(report.codes[0]?.figures)
  })

  it('says so where nobody used its codes', () => {
    const [group] = compute(
      [source('s', 10, [], [])],
      [{ kind: 'theme', id: 't', name: 'T', codes: ['c'] }],
    ).groups
    expect(group?.figures.cohen_kappa).toEqual({ value: null, why: 'Nobody used a code of this theme' })
    expect(group?.notes.map(note => note.text)).toEqual(['Neither AB nor CD used a code of this theme.'])
  })
})

describe('a data set', () => {
  it('is what comparing its sources alone would be, intervals and all', () => {
    const made = Array.from({ length: 12 }, (_, k) =>
      source(
        `s${k}`,
        100 + k,
        [[k, 20 + k, 'c']],
        [
          [k + 3, 20 + 2 * k, 'c'],
          [50, 60, 'd'],
        ],
      ),
    )
    const own = made.slice(2, 11)
    const [group] = compute(made, [
      { kind: 'dataSet', id: 'D', name: 'Mentors', sources: own.map(s => s.id) },
    ]).groups
    const { overall } = compute(own, [])
    expect(group?.figures).toEqual(overall.figures)
    expect(group?.figures.cohen_kappa.ci).toHaveLength(2)
    expect(group?.figures.cohen_kappa.method).toContain('over 9 sources')
    expect(group).toMatchObject({ counts: overall.counts, notes: overall.notes, kind: 'dataSet' })
  })

  it('is not reported where none of its sources is compared', () => {
    expect(compute(sources, [{ kind: 'dataSet', id: 'D', name: 'D', sources: ['other'] }]).groups).toEqual([])
  })
})

it('groups come in the order asked, and are printed flat like all cells', () => {
  const asked: AskedGroup[] = [
    { kind: 'dataSet', id: '1', name: 'D', sources: ['s1'] },
    { kind: 'theme', id: '2', name: 'T', codes: ['c'] },
    { kind: 'framework', id: '3', name: 'F', codes: ['c'] },
  ]
  const report = compute(sources, asked)
  expect(report.groups.map(g => g.id)).toEqual(['1', '2', '3'])
  expect(agreementJson(report).groups[2]).toMatchObject({
    id: '3',
    cohen_kappa: { value: expect.any(Number) },
  })
  for (const group of report.groups) expect(group.pooling).toMatch(/^(The tables|A unit) .*\.$/)
})

it('a data set and the rest add up to the whole, whatever the codings', () => {
  const coding = fc
    .tuple(fc.nat(80), fc.integer({ min: 1, max: 20 }), fc.constantFrom('c', 'd', 'e'))
    .map(([start, size, code]) => [start, start + size, code] as const)
  const side = fc.array(coding, { maxLength: 6 })
  fc.assert(
    fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 4 }), made => {
      const all = made.map(([a, b], k) => source(`s${k}`, 100, a, b))
      const { groups, overall } = compute(all, [
        { kind: 'dataSet', id: 'first', name: 'First', sources: ['s0'] },
        { kind: 'dataSet', id: 'rest', name: 'Rest', sources: all.slice(1).map(s => s.id) },
      ])
      for (const cell of ['11', '10', '01', '00'] as const) {
        expect((groups[0]?.counts[cell] ?? 0) + (groups[1]?.counts[cell] ?? 0)).toBe(overall.counts[cell])
      }
    }),
    { numRuns: 40 },
  )
})
