import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from '#renderer/transcript/text-pieces.ts'

const texts = fc
  .array(fc.oneof(fc.constant(' '), fc.string({ unit: 'grapheme', maxLength: 90 })), { maxLength: 60 })
  .map(words => words.join(' '))

test('law: pieces make the text again and are cut only after a space', () => {
  fc.assert(
    fc.property(texts, text => {
      const pieces = piecesOf(text)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces.slice(0, -1)) expect(piece.at(-1)).toBe(' ')
    }),
  )
})

test('a long answer is cut every three or four lines, a short one and one without spaces are whole', () => {
  const long = 'So we went back and asked them again. '.repeat(40)
  expect(piecesOf(long).map(({ length }) => length)).toSatisfy((lengths: number[]) =>
    lengths.every(length => length > 100 && length < 400),
  )
  expect(piecesOf('So we went back.')).toEqual(['So we went back.'])
  expect(piecesOf('語'.repeat(2_000))).toHaveLength(1)
})
