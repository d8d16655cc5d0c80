import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Coded, CodingSet } from '#renderer/transcript/coding-set.ts'
import { oneLine } from '#renderer/transcript/lanes.ts'
import { overlaps } from '#shared/text/span.ts'

const coded = fc
  .tuple(fc.nat({ max: 900 }), fc.integer({ min: 1, max: 120 }), fc.nat({ max: 60 }), fc.nat({ max: 1 }))
  .map(([start, length, id, column]) => ({ id: String(id), start, end: start + length, column }))
const step = fc.oneof(
  coded.map(put => ({ put })),
  fc.nat({ max: 60 }).map(id => ({ take: String(id) })),
)

function after(first: readonly Coded[], steps: readonly ({ put: Coded } | { take: string })[]) {
  let set = CodingSet.of(first)
  const plain = new Map(first.map(each => [each.id, each]))
  for (const each of steps) {
    if ('put' in each) {
      set = set.with(each.put)
      plain.set(each.put.id, each.put)
    } else {
      set = set.without(each.take)
      plain.delete(each.take)
    }
  }
  return { set, plain }
}

const firsts = fc.uniqueArray(coded, { maxLength: 40, selector: ({ id }) => id })

test('law: holds by id and in reading order what was added and not removed', () => {
  fc.assert(
    fc.property(firsts, fc.array(step, { maxLength: 60 }), (first, steps) => {
      const { set, plain } = after(first, steps)
      expect(set.size).toBe(plain.size)
      for (const [id, each] of plain) expect(set.get(id)).toBe(each)
      const inOrder = [...plain.values()].sort(
        (a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1),
      )
      expect([...set]).toEqual(inOrder)
      for (const [at, { id }] of inOrder.entries()) expect(set.indexOf(id)).toBe(at)
      expect(set.indexOf('none')).toBe(-1)
      expect(set.countBefore(450)).toBe(inOrder.filter(({ start }) => start < 450).length)
    }),
    { numRuns: 200 },
  )
})

test('law: no two overlapping codings share a lane, no two near ones of a column a stripe', () => {
  fc.assert(
    fc.property(firsts, fc.array(step, { maxLength: 60 }), (first, steps) => {
      const { set, plain } = after(first, steps)
      const laid = [...plain.keys()].map(id => set.laid(id)).filter(each => each !== undefined)
      for (const a of laid) {
        expect(a.stripe).toBeLessThan(set.stripesAcross(Number.POSITIVE_INFINITY))
        for (const b of laid) {
          if (a.id >= b.id) continue
          if (overlaps(a, b)) expect(a.lane).not.toBe(b.lane)
          const isNear = a.start < b.end + oneLine && b.start < a.end + oneLine
          if (isNear && a.coding.column === b.coding.column) expect(a.stripe).not.toBe(b.stripe)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('law: adding or removing one coding moves no other from its lane', () => {
  fc.assert(
    fc.property(firsts, fc.array(step, { maxLength: 30 }), step, (first, steps, last) => {
      const { set, plain } = after(first, steps)
      const next = 'put' in last ? set.with(last.put) : set.without(last.take)
      const id = 'put' in last ? last.put.id : last.take
      for (const other of plain.keys()) {
        if (other !== id) expect(next.laid(other)).toBe(set.laid(other))
      }
    }),
    { numRuns: 200 },
  )
})

test('law: counted to a limit, as many stripes stand side by side as counted without, or the limit', () => {
  fc.assert(
    fc.property(firsts, fc.integer({ min: 1, max: 9 }), (first, limit) => {
      const stripes = first.map(({ id }) => CodingSet.of(first).laid(id)?.stripe ?? 0)
      expect(CodingSet.of(first).stripesAcross(limit)).toBe(
        Math.min(limit, Math.max(0, ...stripes.map(stripe => stripe + 1))),
      )
    }),
  )
})

test('each column of the margin has stripes of its own; codings on one line do not share one', () => {
  const set = CodingSet.of<Coded>([
    { id: 'a', start: 0, end: 5, column: 0 },
    { id: 'b', start: 20, end: 25, column: 0 },
    { id: 'c', start: 0, end: 5, column: 1 },
    { id: 'd', start: 500, end: 505, column: 0 },
  ])
  expect(['a', 'b', 'c', 'd'].map(id => set.laid(id)?.stripe)).toEqual([0, 1, 0, 0])
})

test('two that touch share a lane; two in different columns share a stripe', () => {
  const set = CodingSet.of<Coded>([{ id: 'a', start: 0, end: 10, column: 0 }])
    .with({ id: 'b', start: 10, end: 20, column: 0 })
    .with({ id: 'c', start: 0, end: 10, column: 1 })
  expect(set.laid('b')).toMatchObject({ lane: 0, stripe: 1 })
  expect(set.laid('c')).toMatchObject({ lane: 1, stripe: 0 })
})
