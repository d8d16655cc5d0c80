import { expect, test } from 'vitest'
import { findInText, nextMatch } from '#renderer/transcript/find-in-text.ts'

const text = 'The ward was cold. “The\nward”, she said — THE WARD (a.b) C++.'
const found = (query: string) => findInText(text, query).map(({ start, end }) => text.slice(start, end))

test('finds every place, letter case and line ends put aside', () => {
  expect(found('the ward')).toEqual(['The ward', 'The\nward', 'THE WARD'])
})
test('takes what is typed as text, never as a pattern', () => {
  expect(found('a.b')).toEqual(['a.b'])
  expect(found('C++')).toEqual(['C++'])
  expect(found('(')).toEqual(['('])
  expect(found('[a-z]')).toEqual([])
})
test('takes the apostrophes and quotation marks of a keyboard for those of a book', () => {
  const text = 'I don’t say “no”. I don\'t say "no".'
  expect(findInText(text, "don't")).toHaveLength(2)
  expect(findInText(text, 'don’t')).toHaveLength(2)
  expect(findInText(text, '"no"')).toHaveLength(2)
})

test('passes over what is in a word and not seen', () => {
  const text = 're\u00ADha\u200Bbil\u2060itation, and rehabilitation (a.b)'
  expect(findInText(text, 'rehabilitation')).toEqual([
    { start: 0, end: 17 },
    { start: 23, end: 37 },
  ])
  expect(findInText(text, 'a.b')).toHaveLength(1)
})

test('takes a letter without an accent for one that has it, and not the other way round', () => {
  const text = 'The café, the CAFE, Øre and ore, naïve, in der Königstraße, Cæsar.'
  const found = (query: string) => findInText(text, query).map(({ start, end }) => text.slice(start, end))
  expect(found('cafe')).toEqual(['café', 'CAFE'])
  expect(found('café')).toEqual(['café'])
  expect(found('ORE')).toEqual(['Øre', 'ore'])
  expect(found('naive')).toEqual(['naïve'])
  expect(found('konigstrasse')).toEqual(['Königstraße'])
  expect(found('caesar')).toEqual(['Cæsar'])
})

test('finds nothing for nothing', () => {
  expect(found('   ')).toEqual([])
})
test('the next match goes round', () => {
  const matches = findInText(text, 'ward')
  expect(nextMatch(matches, 0)).toBe(0)
  expect(nextMatch(matches, 10)).toBe(1)
  expect(nextMatch(matches, 9999)).toBe(0)
  expect(nextMatch([], 0)).toBe(-1)
})
