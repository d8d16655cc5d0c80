import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { computeConfusion } from '#engine/agreement/confusion.ts'
import { suggestedPairs } from '#engine/agreement/suggested-pairs.ts'
import type { AgreementSource, CountedCoding } from '#engine/agreement/tally.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { ConfusionReport } from '#shared/model/confusion.ts'
import { type Spans, source } from './made.ts'

// x, y and z are of one framework, k of another.
const frameworks = new Map([
  ['x', 'one'],
  ['y', 'one'],
  ['z', 'one'],
  ['k', 'two'],
])

const confuse = (sources: AgreementSource[], unit: Unit = 'character'): ConfusionReport =>
  computeConfusion({ coders: ['A', 'B'], unit, sources, frameworks, skipAroundMail: false })

const of = (a: Spans, b: Spans, length = 100) => confuse([source('s', length, a, b)])

describe('which codes two coders use for the same text', () => {
  it('counts what both gave, and of that what one gave in place of the other', () => {
    // On 0–10 both gave x, and B gave y as well; on 20–30 A gave x and B gave y instead.
    const report = of(
      [
        [0, 10, 'x'],
        [20, 30, 'x'],
      ],
      [
        [0, 10, 'x'],
        [0, 10, 'y'],
        [22, 34, 'y'],
      ],
    )
    expect(report.meetings).toEqual([
      { a: 'x', b: 'x', shared: 10, instead: 0, passages: 1 },
      { a: 'x', b: 'y', shared: 18, instead: 8, passages: 2 },
    ])
    expect(report.codes).toEqual([
      {
        code: 'x',
        framework: 'one',
        a: { units: 20, alone: 2, passages: 2 },
        b: { units: 10, alone: 0, passages: 1 },
      },
      {
        code: 'y',
        framework: 'one',
        a: { units: 0, alone: 0, passages: 0 },
        b: { units: 22, alone: 4, passages: 2 },
      },
    ])
  })

  it('takes codes of different frameworks for no alternatives, and a meeting of theirs for none', () => {
    const report = of([[0, 10, 'x']], [[0, 10, 'k']])
    expect(report.meetings).toEqual([])
    expect(report.codes.map(({ code, a, b }) => [code, a.alone, b.alone])).toEqual([
      ['x', 10, 0],
      ['k', 0, 10],
    ])
  })

  it('counts passages that hang together once, and touching or overlapping codings of one coder as one', () => {
    const { meetings } = of(
      [
        [0, 10, 'x'],
        [10, 20, 'x'],
        [30, 40, 'x'],
        [50, 60, 'x'],
      ],
      [
        [5, 8, 'y'],
        [15, 35, 'y'],
        [50, 60, 'y'],
      ],
    )
    expect(meetings).toEqual([{ a: 'x', b: 'y', shared: 23, instead: 23, passages: 2 }])
  })

  it('refuses a coding that does not fit its text', () => {
    expect(() => of([[90, 120, 'x']], [])).toThrow(/covers characters 90 to 120, but its text has 100/)
  })

  it('leaves out speakers as the counts do', () => {
    const turns = [
      { kind: 'turn' as const, start: 0, end: 10, bodyStart: 2, speaker: 'I' },
      { kind: 'turn' as const, start: 10, end: 40, bodyStart: 12, speaker: 'P' },
    ]
    const made: AgreementSource = {
      ...source('s', 40, [[0, 20, 'x']], [[5, 30, 'y']], turns),
      text: () => 'x'.repeat(40),
      leftOut: ['I'],
    }
    const report = confuse([made])
    expect(report.n).toBe(30)
    expect(report.meetings).toEqual([{ a: 'x', b: 'y', shared: 10, instead: 10, passages: 1 }])
    expect(confuse([{ ...made, codings: { a: [{ start: 0, end: 9, code: 'x' }], b: [] } }]).codes).toEqual([])
  })
})

const length = 40
const codes = [...frameworks.keys()]
const codings = fc.array(
  fc
    .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 15 }), fc.constantFrom(...codes))
    .map(([start, size, code]): CountedCoding => ({ start, end: Math.min(length, start + size), code })),
  { maxLength: 9 },
)
const text = 'So it went. We met, and left. Not again!'
const made = (id: string, [a, b]: [CountedCoding[], CountedCoding[]]): AgreementSource => ({
  id,
  length,
  text: () => text,
  segments: () => [
    { kind: 'paragraph', start: 0, end: 11, bodyStart: 0 },
    { kind: 'paragraph', start: 12, end: 40, bodyStart: 12 },
  ],
  codings: { a, b },
})
const pairs = fc.array(fc.tuple(codings, codings), { minLength: 1, maxLength: 3 })
const unit = fc.constantFrom<Unit>('character', 'word', 'sentence', 'segment', 'source')

describe('laws of the confusion', () => {
  it('exchanging the coders transposes it', () => {
    fc.assert(
      fc.property(pairs, unit, (sides, by) => {
        const straight = confuse(
          sides.map((side, k) => made(`s${k}`, side)),
          by,
        )
        const turned = confuse(
          sides.map(([a, b], k) => made(`s${k}`, [b, a])),
          by,
        )
        const transposed = turned.meetings.map(m => ({ ...m, a: m.b, b: m.a }))
        expect(new Set(transposed.map(m => JSON.stringify(m)))).toEqual(
          new Set(straight.meetings.map(m => JSON.stringify(m))),
        )
        expect(turned.codes.map(c => ({ ...c, a: c.b, b: c.a }))).toEqual(straight.codes)
      }),
    )
  })

  it('is the counts of the codes’ own tables: a meeting with itself is cell 11, its units the margins', () => {
    fc.assert(
      fc.property(pairs, unit, (sides, by) => {
        const sources = sides.map((side, k) => made(`s${k}`, side))
        const report = confuse(sources, by)
        const counts = computeAgreement({ coders: ['A', 'B'], unit: by, codes, sources })
        expect(report.n).toBe(counts.n)
        for (const { code, counts: c, passages } of counts.codes) {
          const use = report.codes.find(each => each.code === code)
          const itself = report.meetings.find(m => m.a === code && m.b === code)
          expect(itself?.shared ?? 0).toBe(c['11'])
          expect(itself?.passages ?? 0).toBe(passages.both)
          expect([use?.a.units ?? 0, use?.b.units ?? 0]).toEqual([c['11'] + c['10'], c['11'] + c['01']])
        }
      }),
    )
  })

  it('is what going through the characters one by one gives', () => {
    const carried = (list: CountedCoding[], at: number) =>
      new Set(list.filter(c => c.start <= at && at < c.end).map(c => c.code))
    fc.assert(
      fc.property(codings, codings, (a, b) => {
        const report = confuse([made('s', [a, b])])
        for (const x of codes) {
          for (const y of codes) {
            let shared = 0
            let instead = 0
            for (let at = 0; at < length; at++) {
              const [first, second] = [carried(a, at), carried(b, at)]
              if (frameworks.get(x) !== frameworks.get(y) || !first.has(x) || !second.has(y)) continue
              shared++
              if (!first.has(y) && !second.has(x)) instead++
            }
            const found = report.meetings.find(m => m.a === x && m.b === y)
            expect([found?.shared ?? 0, found?.instead ?? 0]).toEqual([shared, instead])
          }
        }
      }),
    )
  })

  it('a row and what of it stands alone add up to the code’s units where nobody gives two codes at once', () => {
    const oneEach = fc
      .array(fc.tuple(fc.constantFrom('x', 'y', 'z', ''), fc.integer({ min: 1, max: 9 })), { maxLength: 8 })
      .map(list => {
        let at = 0
        return list.flatMap(([code, size]): CountedCoding[] => {
          const start = at
          at = Math.min(length, at + size)
          return code === '' || start === at ? [] : [{ start, end: at, code }]
        })
      })
    fc.assert(
      fc.property(oneEach, oneEach, (a, b) => {
        const report = confuse([made('s', [a, b])])
        for (const { code, a: first, b: second } of report.codes) {
          const row = report.meetings.filter(m => m.a === code).reduce((sum, m) => sum + m.shared, 0)
          const column = report.meetings.filter(m => m.b === code).reduce((sum, m) => sum + m.shared, 0)
          expect(row + first.alone).toBe(first.units)
          expect(column + second.alone).toBe(second.units)
        }
      }),
    )
  })
})

describe('suggested pairs', () => {
  const names = new Map([
    ['x', 'Trust'],
    ['y', 'trust'],
    ['z', 'Doubt'],
    ['k', 'Other'],
  ])
  const suggest = (a: Spans, b: Spans) => suggestedPairs(of(a, b), names, { jaccard: 0.3, contained: 0.8 })

  it('are codes that cover the same words, with what is shared and what is not', () => {
    expect(suggest([[0, 10, 'x']], [[4, 12, 'z']])).toEqual([
      {
        a: 'x',
        b: 'z',
        framework: 'one',
        shared: 6,
        onlyA: 4,
        onlyB: 2,
        instead: 6,
        passages: 1,
        jaccard: 0.5,
        contained: 0.75,
        sameName: false,
      },
    ])
  })

  it('are codes of which one lies within the other, and codes of one name that touch the same words', () => {
    const within = suggest([[0, 50, 'x']], [[10, 15, 'z']])
    expect(within.map(({ a, b, contained, jaccard }) => [a, b, contained, jaccard])).toEqual([
      ['x', 'z', 1, 0.1],
    ])
    expect(suggest([[0, 50, 'x']], [[40, 90, 'y']]).map(({ sameName }) => sameName)).toEqual([true])
    expect(suggest([[0, 50, 'x']], [[40, 90, 'z']])).toEqual([])
  })

  it('never are a code and itself, nor codes of two frameworks', () => {
    expect(
      suggest(
        [[0, 10, 'x']],
        [
          [0, 10, 'x'],
          [0, 10, 'k'],
        ],
      ),
    ).toEqual([])
  })
})
