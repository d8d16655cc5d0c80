import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lanes } from '#renderer/transcript/lanes.ts'
import { overlaps, type Span } from '#shared/text/span.ts'

const spans = fc
  .array(fc.tuple(fc.nat({ max: 80 }), fc.integer({ min: 1, max: 30 })), { maxLength: 50 })
  .map(list => list.map(([start, length]) => ({ start, end: start + length })))

/** Those placed before the one at an index that it meets. */
const before = (list: readonly Span[]) => (at: number) =>
  list.flatMap((other, nth) => {
    const own = list[at]
    return own && nth < at && overlaps(own, other) ? nth : []
  })

const lanesOf = (list: readonly Span[], asked = [...list.keys()]): number[] => {
  const lanes = new Lanes(list.length, before(list))
  for (const at of asked) lanes.of(at)
  return list.map((_, at) => lanes.of(at))
}

test('law: each stands in the lowest lane in which it meets none placed before it', () => {
  fc.assert(
    fc.property(spans, list => {
      const lanes = lanesOf(list)
      for (const [at, own] of lanes.entries()) {
        const taken = before(list)(at).map(other => lanes[other])
        expect(taken).not.toContain(own)
        for (let lower = 0; lower < own; lower++) expect(taken).toContain(lower)
      }
    }),
  )
})

test('law: a lane is the same whatever was asked for before', () => {
  const asked = spans.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()])))
  fc.assert(
    fc.property(asked, ([list, first]) => {
      expect(lanesOf(list, first)).toEqual(lanesOf(list))
    }),
  )
})

test('law: a span added last moves none of those before it', () => {
  fc.assert(
    fc.property(spans, list => {
      expect(lanesOf(list).slice(0, -1)).toEqual(lanesOf(list.slice(0, -1)))
    }),
  )
})

test('identical spans are stacked, touching ones share a lane', () => {
  expect(lanesOf(Array.from({ length: 3 }, () => ({ start: 0, end: 9 })))).toEqual([0, 1, 2])
  expect(
    lanesOf([
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ]),
  ).toEqual([0, 0])
})

test('a long chain, each placed over the end of the one before, is worked out from its end', () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => ({ start: at * 8, end: at * 8 + 10 }))
  const lanes = new Lanes(chain.length, at => (at === 0 ? [] : [at - 1]))
  expect(lanes.of(19_999)).toBe(1)
})
