import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { matchPassages } from '#engine/agreement/match-passages.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { type Spans, source } from './made.ts'

const report = (sources: AgreementSource[], overlap?: number) =>
  computeAgreement({
    coders: ['AB', 'CD'],
    unit: 'character',
    codes: ['c', 'd'],
    sources,
    ...(overlap === undefined ? {} : { options: { overlap } }),
  })
const one = (a: Spans, b: Spans, overlap?: number) => report([source('s', 200, a, b)], overlap)

describe('passages as wholes', () => {
  const a: Spans = [
    [0, 10, 'c'],
    [20, 30, 'c'],
    [40, 60, 'c'],
    [100, 110, 'd'],
  ]
  const b: Spans = [
    [0, 10, 'c'],
    [22, 32, 'c'],
    [55, 75, 'c'],
    [80, 90, 'c'],
    [100, 110, 'c'],
  ]

  it('are matched by the same extent, or by what they share of what either covers', () => {
    // c: [0, 10) is the same; [20, 30) and [22, 32) share 8 of 12; [40, 60) and [55, 75) share 5 of 35.
    const { exact, overlapping, overlap } = one(a, b).spans
    expect(overlap).toBe(0.5)
    expect(exact).toMatchObject({ a: 4, b: 5, matched: 1 })
    expect(exact.precision.value).toBe(1 / 5)
    expect(exact.recall.value).toBe(1 / 4)
    expect(exact.f1.value).toBe(2 / 9)
    expect(overlapping).toMatchObject({ a: 4, b: 5, matched: 2 })
    expect(overlapping.f1.value).toBe(4 / 9)
  })

  it('take the share that is asked for', () => {
    expect(one(a, b, 8 / 12).spans.overlapping.matched).toBe(2)
    expect(one(a, b, 0.67).spans.overlapping.matched).toBe(1)
    expect(one(a, b, 0.14).spans.overlapping.matched).toBe(3)
    expect(one(a, b, 1).spans.overlapping.matched).toBe(one(a, b).spans.exact.matched)
  })

  it('are found once: of two halves one is matched', () => {
    const halves = one(
      [[0, 20, 'c']],
      [
        [0, 10, 'c'],
        [11, 20, 'c'],
      ],
      0.3,
    ).spans.overlapping
    expect(halves).toMatchObject({ a: 1, b: 2, matched: 1 })
  })

  it('are counted per code too, and come to the whole', () => {
    const { codes, spans } = one(a, b)
    expect(codes.map(c => c.spans?.overlapping.matched)).toEqual([2, 0])
    expect(codes.map(c => [c.spans?.exact.a, c.spans?.exact.b])).toEqual([
      [3, 5],
      [1, 0],
    ])
    expect(spans.exact.a).toBe(4)
    expect(codes[1]?.spans?.exact).toMatchObject({
      precision: { value: null, why: 'CD marked no passage' },
      recall: { value: 0 },
      f1: { value: 0 },
    })
  })

  it('have no figure, with the reason, where nobody marked one', () => {
    expect(one([], []).spans.exact).toEqual({
      a: 0,
      b: 0,
      matched: 0,
      precision: { value: null, why: 'CD marked no passage' },
      recall: { value: null, why: 'AB marked no passage' },
      f1: { value: null, why: 'Neither AB nor CD marked a passage' },
    })
  })

  it('are what remains where a speaker is left out', () => {
    const asked = { kind: 'turn' as const, start: 50, end: 60, bodyStart: 50, speaker: 'I' }
    const text = `${'x'.repeat(50)}${'?'.repeat(10)}${'x'.repeat(40)}`
    const made = {
      ...source(
        's',
        100,
        [
          [40, 60, 'c'],
          [52, 55, 'd'],
        ],
        [[40, 50, 'c']],
        [asked],
      ),
      text: () => text,
      leftOut: ['I'],
    }
    expect(report([made]).spans.exact).toMatchObject({ a: 1, b: 1, matched: 1 })
  })

  it('have intervals between 0 and 1 over sources and over turns', () => {
    const made = (k: number): Spans => [
      [0, 20, 'c'],
      [30, 40 + k, 'c'],
    ]
    const many = Array.from({ length: 9 }, (_, k) => source(`s${k}`, 60, made(0), made(k % 3)))
    const turns = Array.from({ length: 9 }, (_, k) => ({
      kind: 'turn' as const,
      start: k * 60,
      end: k * 60 + 60,
      bodyStart: k * 60,
    }))
    const at = (shift: (k: number) => number): Spans =>
      turns.flatMap(({ start }, k) =>
        made(shift(k)).map(([from, to, code = 'c']) => [start + from, start + to, code] as const),
      )
    const single = source(
      's',
      540,
      at(() => 0),
      at(k => k % 3),
      turns,
    )
    const overSources = report(many).spans
    expect(overSources.exact.f1.value).toBe(2 / 3)
    const [low = -1, high = 2] = overSources.exact.f1.ci ?? []
    expect(low).toBeGreaterThan(0.5)
    expect(low).toBeLessThan(2 / 3)
    expect(high).toBeGreaterThan(2 / 3)
    expect(high).toBeLessThanOrEqual(1)
    const overTurns = report([single]).spans
    expect(overTurns.exact.f1.ci).toEqual(overSources.exact.f1.ci)
    expect(overTurns.exact.f1.method).toContain('over 9 segments')
  })
})

const spans = fc
  .array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 })), { maxLength: 7 })
  .map(made => made.map(([start, size]): Span => ({ start, end: start + size })))
/** Disjoint and in order, some of them touching. */
const list = spans.map(made =>
  unite(made).flatMap(({ start, end }) =>
    end - start > 6
      ? [
          { start, end: start + 4 },
          { start: start + 4, end },
        ]
      : [{ start, end }],
  ),
)

/** The most pairs there can be, by trying every choice for every passage. */
function most(a: readonly Span[], b: readonly Span[], fits: (x: Span, y: Span) => boolean): number {
  const [x, ...rest] = a
  if (!x) return 0
  const without = most(rest, b, fits)
  const withOne = b.flatMap((y, k) =>
    fits(x, y) ? [1 + most(rest, [...b.slice(0, k), ...b.slice(k + 1)], fits)] : [],
  )
  return Math.max(without, ...withOne)
}

describe('matching', () => {
  it('finds as many pairs as trying them all, whatever share is asked for', () => {
    fc.assert(
      fc.property(list, list, fc.constantFrom(0.01, 0.2, 1 / 3, 0.5, 0.75, 1), (a, b, share) => {
        const fits = (x: Span, y: Span) => {
          const shared = Math.min(x.end, y.end) - Math.max(x.start, y.start)
          return shared > 0 && shared >= share * (x.end - x.start + y.end - y.start - shared)
        }
        const pairs = matchPassages(a, b, fits)
        expect(pairs).toHaveLength(most(a, b, fits))
        expect(new Set(pairs.map(([i]) => i)).size).toBe(pairs.length)
        expect(new Set(pairs.map(([, j]) => j)).size).toBe(pairs.length)
        for (const [i, j] of pairs) {
          const [x, y] = [a[i], b[j]]
          expect(x && y && fits(x, y)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('exchanging the coders exchanges precision and recall; touching pieces are one passage', () => {
    const side = spans.map(made => made.map(({ start, end }, k) => [start, end, k % 2 ? 'c' : 'd'] as const))
    const split = (made: Spans) =>
      made.flatMap(([start, end, code = 'c']) => [
        [start, (start + end) >> 1, code] as const,
        [(start + end) >> 1, end, code] as const,
      ])
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = one(a, b).spans
        const back = one(b, a).spans
        for (const way of ['exact', 'overlapping'] as const) {
          expect(back[way].precision.value).toBe(there[way].recall.value)
          expect(back[way].recall.value).toBe(there[way].precision.value)
          expect(back[way].f1.value).toBe(there[way].f1.value)
          expect(there[way].matched).toBeLessThanOrEqual(Math.min(there[way].a, there[way].b))
        }
        expect(there.exact.matched).toBeLessThanOrEqual(there.overlapping.matched)
        expect(one(split(a), split(b)).spans).toEqual(there)
        const same = one(a, a).spans
        for (const figure of [same.exact.f1, same.overlapping.precision]) expect(figure.value ?? 1).toBe(1)
      }),
    )
  })
})
