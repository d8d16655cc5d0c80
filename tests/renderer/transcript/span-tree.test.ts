import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SpanTree } from '#renderer/transcript/span-tree.ts'

interface Named {
  start: number
  end: number
  name: number
}

const inOrder = (a: Named, b: Named) => a.start - b.start || b.end - a.end || a.name - b.name

const span = fc
  .tuple(fc.nat({ max: 300 }), fc.integer({ min: 1, max: 60 }), fc.nat({ max: 400 }))
  .map(([start, length, name]): Named => ({ start, end: start + length, name }))
const spans = fc.uniqueArray(span, { maxLength: 250, comparator: (a, b) => inOrder(a, b) === 0 })
const step = fc.oneof(
  span.map(put => ({ put })),
  fc.nat({ max: 10_000 }).map(take => ({ take })),
)

function after(list: readonly Named[], steps: readonly ({ put: Named } | { take: number })[]) {
  let tree = SpanTree.of(inOrder, list)
  let plain = list.toSorted(inOrder)
  const trees = [tree]
  for (const each of steps) {
    if ('put' in each) {
      tree = tree.with(each.put)
      plain = [...plain.filter(other => inOrder(other, each.put) !== 0), each.put].sort(inOrder)
    } else {
      const gone = plain[each.take % Math.max(1, plain.length)]
      if (gone) tree = tree.without(gone)
      plain = plain.filter(other => other !== gone)
    }
    trees.push(tree)
  }
  return { tree, plain, trees }
}

test('law: holds what a sorted list holds after any additions and removals', () => {
  fc.assert(
    fc.property(spans, fc.array(step, { maxLength: 120 }), (list, steps) => {
      const { tree, plain } = after(list, steps)
      expect([...tree]).toEqual(plain)
      expect(tree.size).toBe(plain.length)
      for (const [index, each] of plain.entries()) {
        expect(tree.at(index)).toBe(each)
        expect(tree.get({ ...each })).toBe(each)
        expect(tree.countBefore(each)).toBe(index)
      }
      expect(tree.at(plain.length)).toBeUndefined()
      expect(tree.at(-1)).toBeUndefined()
    }),
    { numRuns: 150 },
  )
})

test('law: finds exactly the spans that a look at all of them finds, in order', () => {
  fc.assert(
    fc.property(
      spans,
      fc.array(step, { maxLength: 60 }),
      fc.nat({ max: 370 }),
      fc.nat({ max: 80 }),
      (list, steps, start, length) => {
        const { tree, plain } = after(list, steps)
        const end = start + length
        expect(tree.within(start, end)).toEqual(
          plain.filter(each => start < end && each.start < end && each.end > start),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('law: a tree stays as it was, and two trees tell what they differ in', () => {
  fc.assert(
    fc.property(spans, fc.array(step, { maxLength: 80 }), fc.nat({ max: 80 }), (list, steps, back) => {
      const { tree, trees } = after(list, steps)
      const before = trees[Math.min(back, trees.length - 1)] ?? tree
      const again = after(list, steps.slice(0, Math.min(back, trees.length - 1))).plain
      expect([...before]).toEqual(again)
      const { added, removed } = tree.differencesFrom(before)
      const [now, then] = [new Set(tree), new Set(before)]
      expect(new Set(added)).toEqual(new Set([...now].filter(each => !then.has(each))))
      expect(new Set(removed)).toEqual(new Set([...then].filter(each => !now.has(each))))
    }),
    { numRuns: 200 },
  )
})

test('a span ends before its end', () => {
  const tree = SpanTree.of(inOrder, [{ start: 2, end: 5, name: 0 }])
  expect(tree.within(1, 2)).toEqual([])
  expect(tree.within(4, 5)).toHaveLength(1)
  expect(tree.within(5, 6)).toEqual([])
})

test('holds through many levels: 20,000 put one by one and half of them taken again', () => {
  let tree = SpanTree.of<Named>(inOrder, [])
  const all = Array.from({ length: 20_000 }, (_, name): Named => {
    const start = (name * 7919) % 20_011
    return { start, end: start + 1 + (name % 50), name }
  })
  for (const each of all) tree = tree.with(each)
  expect([...tree]).toEqual(all.toSorted(inOrder))
  for (const each of all) if (each.name % 2 === 0) tree = tree.without(each)
  const left = all.filter(({ name }) => name % 2 === 1).sort(inOrder)
  expect([...tree]).toEqual(left)
  expect(tree.at(5000)).toBe(left[5000])
  expect(tree.countBefore(left[7777] ?? all[0] ?? { start: 0, end: 1, name: 0 })).toBe(7777)
  expect(tree.within(500, 520)).toEqual(left.filter(({ start, end }) => start < 520 && end > 500))
})
