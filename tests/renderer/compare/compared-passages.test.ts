import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupPassages } from '#engine/disagreements/passages.ts'
import { comparedPassages, inCell } from '#renderer/screens/compare/compared-passages.ts'
import { piecesOf } from '#renderer/screens/compare/marked-text.tsx'

const text = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const span = fc
  .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }))
const spans = fc.array(span, { maxLength: 8 })
const marked = (list: { start: number; end: number }[], code = 'c') =>
  list.map(({ start, end }) => ({ source: 's', code, start, end, text: text.slice(start, end) }))

test('the list behind a figure is the engine’s own matching', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const groups = groupPassages(a, b).map(({ start, end, both, onlyA, onlyB }) => ({
        start,
        end,
        both,
        onlyA,
        onlyB,
      }))
      const listed = comparedPassages(marked(a), marked(b))
        .map(({ start, end, both, onlyA, onlyB }) => ({ start, end, both, onlyA, onlyB }))
        .sort((x, y) => x.start - y.start)
      expect(listed).toEqual(groups)
    }),
  )
})

test('its words are the text’s, and the most disputed stand first', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const listed = comparedPassages(marked(a), marked(b))
      for (const passage of listed) expect(passage.text).toBe(text.slice(passage.start, passage.end))
      const disputes = listed.map(({ onlyA, onlyB }) => onlyA + onlyB)
      expect(disputes).toEqual(disputes.toSorted((x, y) => y - x))
    }),
  )
})

test('the three coded cells share the passages out', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const listed = comparedPassages(marked(a), marked(b))
      const cells = (['both', 'onlyA', 'onlyB'] as const).flatMap(cell => inCell(listed, cell))
      expect(new Set(cells)).toEqual(new Set(listed))
      expect(cells).toHaveLength(listed.length)
    }),
  )
})

test('in a family sub-codes are one code; apart they are not', () => {
  const a = marked([{ start: 0, end: 10 }], 'child')
  const b = marked([{ start: 5, end: 12 }], 'other child')
  expect(comparedPassages(a, b)).toHaveLength(2)
  expect(comparedPassages(a, b, 'parent')).toMatchObject([{ code: 'parent', both: 5, onlyA: 5, onlyB: 2 }])
})

test('marked words are cut at every mark and lose no letter', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const pieces = piecesOf(text.length, 0, a, b)
      expect(pieces.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text)
      const under = (list: typeof a, at: number) => list.some(({ start, end }) => start <= at && at < end)
      for (const piece of pieces) {
        for (let at = piece.from; at < piece.to; at++) {
          expect([under(a, at), under(b, at)]).toEqual([piece.a, piece.b])
        }
      }
    }),
  )
})
