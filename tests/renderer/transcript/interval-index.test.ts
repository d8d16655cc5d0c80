import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IntervalIndex } from '#renderer/transcript/interval-index.ts'

const spans = fc.array(
  fc
    .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 40 }))
    .map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 60 },
)

test('law: finds exactly the spans that a look at all of them finds', () => {
  fc.assert(
    fc.property(spans, fc.nat({ max: 70 }), fc.nat({ max: 30 }), (all, start, length) => {
      const end = start + length
      const found = new IntervalIndex(all).within(start, end)
      const wanted = all.filter(span => start < end && span.start < end && span.end > start)
      expect(new Set(found)).toEqual(new Set(wanted))
      expect(found).toHaveLength(wanted.length)
      for (const [at, span] of found.entries()) {
        expect(at === 0 || (found[at - 1]?.start ?? 0) <= span.start).toBe(true)
      }
    }),
    { numRuns: 400 },
  )
})

test('a span ends before its end', () => {
  const index = new IntervalIndex([{ start: 2, end: 5 }])
  expect(index.at(1)).toEqual([])
  expect(index.at(2)).toHaveLength(1)
  expect(index.at(4)).toHaveLength(1)
  expect(index.at(5)).toEqual([])
})
