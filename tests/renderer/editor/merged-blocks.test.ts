import { expect, test } from 'vitest'
import { mergedBlocks } from '#renderer/editor/merged-blocks.ts'

/** What two made of the same blocks, in words; nothing where they met. */
const merged = (base: string, mine: string, theirs: string): string | undefined => {
  const own = [...mine]
  const list = mergedBlocks([...base], own, [...theirs])
  return list?.map(one => (typeof one === 'number' ? own[one] : one)).join('')
}

test('what each changed in other blocks stands', () => {
  expect(merged('abc', 'Abc', 'abC')).toBe('AbC')
  expect(merged('abc', 'aBc', 'abcd')).toBe('aBcd')
  expect(merged('abc', 'xabc', 'ab')).toBe('xab')
  expect(merged('abc', 'abxyc', 'Abc')).toBe('Abxyc')
  expect(merged('abcd', 'bcd', 'abcD')).toBe('bcD')
  expect(merged('abc', 'abC', 'aBc')).toBe('aBC')
})

test('what only one changed is as they left it', () => {
  expect(merged('abc', 'abc', 'xyz')).toBe('xyz')
  expect(merged('abc', 'xyz', 'abc')).toBe('xyz')
  expect(merged('', 'a', '')).toBe('a')
})

test('what both did alike is there once', () => {
  expect(merged('abc', 'aBc', 'aBc')).toBe('aBc')
  expect(merged('abc', 'abcd', 'abcd')).toBe('abcd')
})

test('they met where both changed a block, or put something in one place', () => {
  expect(merged('abc', 'aXc', 'aYc')).toBeUndefined()
  expect(merged('abc', 'ac', 'aYc')).toBeUndefined()
  expect(merged('abc', 'abcX', 'abcY')).toBeUndefined()
  expect(merged('abcd', 'ad', 'abxcd')).toBeUndefined()
})
