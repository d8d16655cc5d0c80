import fc from 'fast-check'
import { expect, it } from 'vitest'
import { selectionAfter } from '#renderer/screens/code/revisions/selection-after.ts'

it.each([
  ['before the difference', 'one two three', 'one two 3', [0, 3], [0, 3]],
  ['after it', 'one two three', '1 two three', [8, 13], [6, 11]],
  ['backwards after it', 'one two three', '1 two three', [13, 8], [11, 6]],
  ['across it', 'one two three', 'one 2 three', [4, 13], [4, 4]],
  ['where nothing differs', 'one two', 'one two', [4, 7], [4, 7]],
])('a selection %s', (_, before, after, [anchor = 0, focus = 0], [a, f]) => {
  expect(selectionAfter(before, after, { anchor, focus })).toEqual({ anchor: a, focus: f })
})

it('lies within the text and, where it still has a length, on the same characters', () => {
  const some = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(some, some, some, some, fc.nat(30), fc.nat(30), (head, was, is, tail, x, y) => {
      const [before, after] = [head + was + tail, head + is + tail]
      const anchor = Math.min(x, before.length)
      const focus = Math.min(y, before.length)
      const kept = selectionAfter(before, after, { anchor, focus })
      const words = (text: string, a: number, b: number) => text.slice(Math.min(a, b), Math.max(a, b))
      for (const at of [kept.anchor, kept.focus]) {
        expect(at).toBeGreaterThanOrEqual(0)
        expect(at).toBeLessThanOrEqual(after.length)
      }
      if (kept.anchor !== kept.focus)
        expect(words(after, kept.anchor, kept.focus)).toBe(words(before, anchor, focus))
    }),
  )
})
