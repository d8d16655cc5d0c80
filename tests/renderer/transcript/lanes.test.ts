import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignLanes, assignStripeLanes } from '#renderer/transcript/lanes.ts'

const spans = fc
  .array(fc.tuple(fc.nat({ max: 80 }), fc.integer({ min: 1, max: 30 })), { maxLength: 50 })
  .map(list => list.map(([start, length], at) => ({ id: String(at), start, end: start + length })))

test('law: spans that meet stand in different lanes', () => {
  fc.assert(
    fc.property(spans, fc.nat({ max: 5 }), (list, reach) => {
      const lanes = assignLanes(list, reach)
      for (const a of list) {
        for (const b of list) {
          if (a === b || lanes.get(a.id) !== lanes.get(b.id)) continue
          expect(a.end + reach <= b.start || b.end + reach <= a.start).toBe(true)
        }
      }
    }),
  )
})

test('law: a span added last moves none of those before it', () => {
  fc.assert(
    fc.property(spans, list => {
      const before = assignLanes(list.slice(0, -1))
      const after = assignLanes(list)
      for (const [id, lane] of before) expect(after.get(id)).toBe(lane)
    }),
  )
})

test('identical spans are stacked, touching ones share a lane', () => {
  const same = ['a', 'b', 'c'].map(id => ({ id, start: 0, end: 9 }))
  expect([...assignLanes(same).values()]).toEqual([0, 1, 2])
  const touching = [
    { id: 'a', start: 0, end: 5 },
    { id: 'b', start: 5, end: 9 },
  ]
  expect([...assignLanes(touching).values()]).toEqual([0, 0])
})

test('each column of the margin has lanes of its own; codings on one line do not share a lane', () => {
  const lanes = assignStripeLanes([
    { id: 'a', start: 0, end: 5, column: 0 },
    { id: 'b', start: 20, end: 25, column: 0 },
    { id: 'c', start: 0, end: 5, column: 1 },
    { id: 'd', start: 500, end: 505, column: 0 },
  ])
  expect(Object.fromEntries(lanes)).toEqual({ a: 0, b: 1, c: 0, d: 0 })
})
