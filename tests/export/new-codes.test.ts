import { expect, it } from 'vitest'
import { newCodesSentence } from '#engine/export/new-codes.ts'

const points = (...fresh: number[]) =>
  fresh.map((each, at) => ({
    source: String(at),
    title: `Interview ${at + 1}`,
    date: null,
    codes: 4,
    fresh: each,
    seen: fresh.slice(0, at + 1).reduce((sum, n) => sum + n, 0),
  }))

it('says with which source the last new code came, and how many came after', () => {
  expect(newCodesSentence([])).toBeNull()
  expect(newCodesSentence(points(1))).toBe(
    '1 code in 1 coded source, taken by date: the last source still brought a new one.',
  )
  expect(newCodesSentence(points(3, 1, 0))).toBe(
    '4 codes in 3 coded sources, taken by date: the last new one came with the 2nd source, and the one source after it brought none.',
  )
  expect(newCodesSentence(points(3, 1, 2, 0, 0))).toContain(
    'with the 3rd source, and the 2 sources after it brought none',
  )
  expect(newCodesSentence(points(...Array.from({ length: 11 }, () => 1), 0))).toContain(
    'with the 11th source',
  )
})
