import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { AgreementReport, Unit } from '#shared/model/agreement.ts'
import { type Spans, source } from './made.ts'

const codes = ['c', 'd', 'e']
const groups = [
  { kind: 'framework' as const, id: 'f', name: 'F', codes },
  { kind: 'theme' as const, id: 't', name: 'T', codes: ['c', 'd'] },
  { kind: 'dataSet' as const, id: 'D', name: 'D', sources: ['s0', 's1', 's2'] },
]
const report = (sources: AgreementSource[], unit: Unit = 'character'): AgreementReport =>
  computeAgreement({
    coders: ['A', 'B'],
    unit,
    codes,
    sources,
    options: { groups, resampling: { replicates: 50, seed: 1 } },
  })

/** Every figure of a report, wherever it stands, with its path. */
function figuresIn(value: unknown, path = ''): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return []
  const own: [string, Record<string, unknown>][] =
    'value' in value ? [[path, value as Record<string, unknown>]] : []
  return [...own, ...Object.entries(value).flatMap(([key, below]) => figuresIn(below, `${path}.${key}`))]
}

function isSound(found: AgreementReport): void {
  const figures = figuresIn(found)
  expect(figures.length).toBeGreaterThan(20)
  for (const [path, { value, why, ci }] of figures) {
    if (value === null) expect(why, path).toMatch(/^[A-Z].*[^.]$/)
    else {
      expect(Number.isFinite(value), path).toBe(true)
      expect(Math.abs(Number(value)), path).toBeLessThanOrEqual(1 + 1e-12)
    }
    if (value === null) expect(ci, path).toBeUndefined()
    for (const bound of Array.isArray(ci) ? ci : []) expect(Number.isFinite(bound), path).toBe(true)
  }
}

const turns = Array.from({ length: 10 }, (_, k) => ({
  kind: 'turn' as const,
  start: k * 6,
  end: k * 6 + 5,
  bodyStart: k * 6,
}))
const made = (k: number, a: Spans, b: Spans): AgreementSource => ({
  ...source(`s${k}`, 60, a, b, turns),
  text: () => 'Word. '.repeat(10),
})

describe('whatever is given, a figure is a number or says why it is none', () => {
  const all: Spans = [[0, 60, 'c']]
  const some: Spans = [
    [3, 20, 'c'],
    [10, 30, 'd'],
  ]
  const few: Record<string, AgreementSource[]> = {
    'no source': [],
    'a source without text': [source('s0', 0, [], [])],
    'nobody coded': [made(0, [], [])],
    'one coder coded nothing': [made(0, some, [])],
    'a code everywhere by both': [made(0, all, all)],
    'a code everywhere by one': [made(0, all, [])],
    'one source': [made(0, some, [[4, 18, 'c']])],
    'coders with different sources': [made(0, some, []), made(1, [], some)],
    'perfect agreement': [made(0, some, some), made(1, all, all)],
    'a code of no length': [made(0, [[5, 5, 'c']], [[5, 5, 'c']])],
    'nine sources, one used': Array.from({ length: 9 }, (_, k) =>
      made(k, k === 4 ? some : [], k === 4 ? all : []),
    ),
  }
  for (const unit of ['character', 'word', 'sentence', 'segment', 'source'] as const) {
    it.each(Object.entries(few))(`unit ${unit}: %s`, (_, sources) => isSound(report(sources, unit)))
  }

  it('also for codings at random', () => {
    const coding = fc
      .tuple(fc.nat(59), fc.integer({ min: 0, max: 60 }), fc.constantFrom(...codes, 'another'))
      .map(([start, size, code]) => [start, Math.min(60, start + size), code] as const)
    const side = fc.array(coding, { maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(side, side), { maxLength: 9 }),
        fc.constantFrom<Unit>('character', 'word', 'segment', 'source'),
        (sides, unit) =>
          isSound(
            report(
              sides.map(([a, b], k) => made(k, a, b)),
              unit,
            ),
          ),
      ),
      { numRuns: 40 },
    )
  })
})

describe('laws of the whole report', () => {
  const coding = fc
    .tuple(fc.nat(59), fc.integer({ min: 1, max: 25 }), fc.constantFrom(...codes))
    .map(([start, size, code]) => [start, Math.min(60, start + size), code] as const)
  const side = fc.array(coding, { maxLength: 6 })
  const values = (found: AgreementReport) =>
    figuresIn({ overall: found.overall, sets: found.sets, spans: found.spans, slots: found.slots }).map(
      ([path, { value }]) => [path, typeof value === 'number' ? Number(value.toFixed(9)) : value],
    )

  it('renaming the codes changes no figure, nor does the order of codings and sources', () => {
    const renamed = { c: 'e', d: 'c', e: 'd' } as Record<string, string>
    const rename = (spans: Spans): Spans =>
      spans.map(([start, end, code = '']) => [start, end, renamed[code] ?? ''] as const)
    fc.assert(
      fc.property(side, side, side, (a, b, c) => {
        const there = report([made(0, a, b), made(1, c, a)])
        expect(values(report([made(0, rename(a), rename(b)), made(1, rename(c), rename(a))]))).toEqual(
          values(there),
        )
        expect(values(report([made(1, c.toReversed(), a), made(0, a.toReversed(), b.toReversed())]))).toEqual(
          values(there),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('coders who code independently of each other are near 0 on what is corrected for chance', () => {
    const random = seededRandom(11)
    const length = 200_000
    const spans = (): Spans =>
      Array.from({ length: 3000 }, () => {
        const start = Math.floor(random() * (length - 30))
        return [start, start + 20, codes[Math.floor(random() * 3)] ?? 'c'] as const
      })
    const { codes: each, overall, sets, groups: found } = report([source('s0', length, spans(), spans())])
    const figures = [...each, overall, ...found].flatMap(({ figures }) => [
      figures.cohen_kappa,
      figures.alpha_nominal,
      figures.scott_pi,
    ])
    for (const { value } of [...figures, ...Object.values(sets)])
      expect(Math.abs(value ?? 1)).toBeLessThan(0.03)
  })
})

// Characters coded by A, by B and by both, of all. A well-known program multiplies p(yes) and p(no) for chance agreement
// and leaves out what neither coded; these are the figures as Cohen defined them.
it.each([
  [1000, 1000, 800, 30_000, 0.793],
  [25_000, 25_000, 22_000, 30_000, 0.28],
  [3000, 500, 450, 30_000, 0.235],
  [200, 200, 0, 30_000, -0.007],
])('kappa of %d, %d, both %d, of %d characters is %d', (a, b, both, n, kappa) => {
  const found = report([source('s', n, [[0, a, 'c']], [[a - both, a - both + b, 'c']])])
  expect(found.codes[0]?.counts['11']).toBe(both)
  expect(found.codes[0]?.figures.cohen_kappa.value).toBeCloseTo(kappa, 3)
})
