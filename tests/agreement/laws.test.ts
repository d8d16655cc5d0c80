import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coefficients } from '#engine/agreement/coefficients/index.ts'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { type PairTable, presenceTable, units } from '#engine/agreement/pair-table.ts'
import type { AgreementSource, CountedCoding } from '#engine/agreement/tally.ts'
import type { AgreementReport, CoefficientName, Unit } from '#shared/model/agreement.ts'
import { wordSpans } from '#shared/text/words.ts'

const words = { unit: 'character', subject: 'this code' }
const count = fc.nat(60)
const counts = fc.record({ '11': count, '10': count, '01': count, '00': count })
const square = fc
  .integer({ min: 2, max: 5 })
  .chain(size =>
    fc
      .array(fc.nat(30), { minLength: size * size, maxLength: size * size })
      .map((cells): PairTable => ({ size, cells, presence: null })),
  )
const anyTable: fc.Arbitrary<PairTable> = fc.oneof(
  counts.map(c => presenceTable(c, words)),
  square,
)

const transposed = (table: PairTable): PairTable => ({
  ...table,
  cells: Array.from(
    { length: table.size ** 2 },
    (_, k) => table.cells[(k % table.size) * table.size + Math.floor(k / table.size)] ?? 0,
  ),
})

/** Shares from 0 to 1; what is corrected for chance may go down to −1. */
const shares: CoefficientName[] = [
  'percent_agreement',
  'positive_agreement',
  'negative_agreement',
  'jaccard_overlap',
  'f1_dice',
]

describe.each(coefficients.map(c => [c.id, c] as const))('%s', (_, coefficient) => {
  it('is named, and described with what its formula is', () => {
    expect(coefficient.name).toMatch(/^[A-Z]/)
    expect(coefficient.description.length).toBeGreaterThan(60)
  })

  it('is a number within its bounds wherever it gives no reason against', () => {
    fc.assert(
      fc.property(anyTable, table => {
        const why = coefficient.whyNot(table)
        if (why !== null) {
          expect(why).toMatch(/^[A-Z].*[^.]$/)
          return
        }
        const value = coefficient.compute(table)
        expect(Number.isFinite(value)).toBe(true)
        expect(value).toBeLessThanOrEqual(1 + 1e-12)
        expect(value).toBeGreaterThanOrEqual(shares.includes(coefficient.id) ? 0 : -1 - 1e-12)
      }),
    )
  })

  it('does not depend on which coder comes first', () => {
    fc.assert(
      fc.property(anyTable, table => {
        const other = transposed(table)
        expect(coefficient.whyNot(other)).toBe(coefficient.whyNot(table))
        if (coefficient.whyNot(table) !== null) return
        expect(coefficient.compute(other)).toBeCloseTo(coefficient.compute(table), 12)
      }),
    )
  })

  it('is exactly 1 where the coders agree on everything and it varies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (both, neither) => {
        const table = presenceTable({ '11': both, '10': 0, '01': 0, '00': neither }, words)
        expect(coefficient.whyNot(table)).toBeNull()
        expect(coefficient.compute(table)).toBe(1)
      }),
    )
  })

  it('gives a reason, and no number, for a table of nothing', () => {
    expect(coefficient.whyNot(presenceTable({ '11': 0, '10': 0, '01': 0, '00': 0 }, words))).toMatch(/\w/)
  })
})

it('alpha is pi with the correction for few ratings: π + (1 − π) / 2n', () => {
  const [pi, alpha] = ['scott_pi', 'alpha_nominal'].map(id => coefficients.find(c => c.id === id))
  fc.assert(
    fc.property(anyTable, table => {
      if (!pi || !alpha || pi.whyNot(table) !== null) return fc.pre(false)
      const value = pi.compute(table)
      expect(alpha.compute(table)).toBeCloseTo(value + (1 - value) / (2 * units(table)), 10)
    }),
  )
})

it('no two coefficients share an id or a name', () => {
  expect(new Set(coefficients.map(c => c.id)).size).toBe(coefficients.length)
  expect(new Set(coefficients.map(c => c.name)).size).toBe(coefficients.length)
})

const text =
  'Well, it was slow. We met twice; then Dr Roe left! Nothing since? “Nothing at all,” she said.\nSo be it.'
const codes = ['c', 'd', 'e']
const codings = fc.array(
  fc
    .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 30 }), fc.constantFrom(...codes))
    .map(([start, size, code]): CountedCoding => ({ start, end: Math.min(text.length, start + size), code })),
  { maxLength: 12 },
)
const sides = fc.record({ a: codings, b: codings })
const sourceOf = (id: string, made: { a: CountedCoding[]; b: CountedCoding[] }): AgreementSource => ({
  id,
  length: text.length,
  text: () => text,
  segments: () => [{ kind: 'paragraph', start: 0, end: 94, bodyStart: 0, speaker: 'I' }],
  codings: made,
})
const reportOf = (sources: AgreementSource[], unit: Unit, skipSpeakers: string[] = []): AgreementReport =>
  computeAgreement({
    coders: ['A', 'B'],
    unit,
    codes,
    sources: sources.map(source => ({ ...source, leftOut: skipSpeakers })),
    options: { resampling: { replicates: 0, seed: 1 } },
  })

/** Which characters a coder gave a code, one by one. */
const naive = (made: CountedCoding[], code: string): boolean[] =>
  Array.from({ length: text.length }, (_, at) =>
    made.some(c => c.code === code && c.start <= at && at < c.end),
  )

function naiveCells(a: boolean[], b: boolean[]) {
  const cells = { '11': 0, '10': 0, '01': 0, '00': 0 }
  a.forEach((inA, at) => {
    cells[inA ? (b[at] ? '11' : '10') : b[at] ? '01' : '00']++
  })
  return cells
}

describe('counting', () => {
  it('by sweep is counting character by character', () => {
    fc.assert(
      fc.property(sides, made => {
        for (const found of reportOf([sourceOf('s', made)], 'character').codes) {
          expect(found.counts).toEqual(naiveCells(naive(made.a, found.code), naive(made.b, found.code)))
        }
      }),
    )
  })

  it('without a speaker is counting the other characters one by one', () => {
    fc.assert(
      fc.property(sides, made => {
        for (const found of reportOf([sourceOf('s', made)], 'character', ['I']).codes) {
          const rest = (side: CountedCoding[]) => naive(side, found.code).slice(text.indexOf('So be it'))
          expect(found.counts).toEqual(naiveCells(rest(made.a), rest(made.b)))
        }
      }),
    )
  })

  it('by words is asking every word for a coded character', () => {
    const spans = wordSpans(text)
    fc.assert(
      fc.property(sides, made => {
        for (const found of reportOf([sourceOf('s', made)], 'word').codes) {
          const carry = (side: CountedCoding[]) => {
            const on = naive(side, found.code)
            return spans.map(w => on.slice(w.start, w.end).includes(true))
          }
          expect(found.counts).toEqual(naiveCells(carry(made.a), carry(made.b)))
        }
      }),
    )
  })

  it('a word partly left out is judged by the characters that remain', () => {
    const stretch = fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([x, y]) => ({ start: Math.min(x, y), end: Math.max(x, y) }))
    fc.assert(
      fc.property(sides, stretch, (made, out) => {
        const spoken = { kind: 'turn' as const, ...out, bodyStart: out.start, speaker: 'I' }
        const source = { ...sourceOf('s', made), segments: () => (out.start < out.end ? [spoken] : []) }
        const rest = Array.from(text, (letter, at) => {
          const space = text.slice(out.end, at + 1).trim() === '' && at >= out.end && letter.trim() === ''
          return out.start === out.end || at < out.start || (at >= out.end && !space)
        })
        const left = wordSpans(text).filter(w => rest.slice(w.start, w.end).includes(true))
        for (const found of reportOf([source], 'word', ['I']).codes) {
          const carry = (side: CountedCoding[]) => {
            const on = naive(side, found.code).map((coded, at) => coded && rest[at] === true)
            return left.map(w => on.slice(w.start, w.end).includes(true))
          }
          expect(found.counts).toEqual(naiveCells(carry(made.a), carry(made.b)))
        }
      }),
    )
  })

  const units: Unit[] = ['character', 'word', 'sentence', 'segment', 'source']

  it('does not change when a coding is split into touching pieces or said twice', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom(...units), (made, unit) => {
        const split = made.a.flatMap(c => {
          const middle = (c.start + c.end) >> 1
          return middle > c.start ? [{ ...c, end: middle }, { ...c, start: middle }, c] : [c, c]
        })
        const whole = reportOf([sourceOf('s', made)], unit)
        const pieces = reportOf([sourceOf('s', { ...made, a: split })], unit)
        expect(pieces.codes).toEqual(whole.codes)
        expect(pieces.overall).toEqual(whole.overall)
      }),
    )
  })

  it('does not change with the order of sources or codings', () => {
    fc.assert(
      fc.property(sides, sides, fc.constantFrom(...units), (one, two, unit) => {
        const backwards = { a: one.a.toReversed(), b: one.b.toReversed() }
        const there = reportOf([sourceOf('1', one), sourceOf('2', two)], unit)
        const back = reportOf([sourceOf('2', two), sourceOf('1', backwards)], unit)
        expect(back.codes.map(c => [c.counts, c.passages])).toEqual(
          there.codes.map(c => [c.counts, c.passages]),
        )
        expect(back.overall.counts).toEqual(there.overall.counts)
        expect(back.sources.toReversed()).toEqual(there.sources)
      }),
    )
  })

  it('exchanging the coders exchanges their cells and nothing else', () => {
    fc.assert(
      fc.property(sides, fc.constantFrom(...units), (made, unit) => {
        const there = reportOf([sourceOf('s', made)], unit)
        const back = reportOf([sourceOf('s', { a: made.b, b: made.a })], unit)
        there.codes.forEach((code, k) => {
          const other = back.codes[k]
          expect(other?.counts).toEqual({ ...code.counts, '10': code.counts['01'], '01': code.counts['10'] })
          expect(other?.passages).toEqual({
            both: code.passages.both,
            onlyA: code.passages.onlyB,
            onlyB: code.passages.onlyA,
          })
        })
      }),
    )
  })

  it('the cells always add up to the units compared', () => {
    fc.assert(
      fc.property(
        sides,
        fc.constantFrom(...units),
        fc.constantFrom<string[]>([], ['I']),
        (made, unit, skip) => {
          const report = reportOf([sourceOf('s', made)], unit, skip)
          for (const { counts, characters } of report.codes) {
            const sum = (cells: typeof counts) => cells['11'] + cells['10'] + cells['01'] + cells['00']
            expect(sum(counts)).toBe(report.n)
            expect(sum(characters)).toBe(report.charactersCompared)
            expect(Math.min(...Object.values(counts), ...Object.values(characters))).toBeGreaterThanOrEqual(0)
          }
        },
      ),
    )
  })
})
