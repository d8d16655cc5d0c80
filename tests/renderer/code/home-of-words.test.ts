import { expect, test, vi } from 'vitest'
import type { Unkept } from '#renderer/screens/code/unkept-words.ts'
import { CodingSet } from '#renderer/transcript/coding-set.ts'
import type { Coding } from '#shared/model/coding.ts'
import { madeCoding as coding } from '../../helpers/made-coding.ts'

// Words that are not saved hold the window open, so their module listens to it when it is loaded.
vi.stubGlobal('addEventListener', () => {})
const { homeOf, takeInWords, withWords } = await import('#renderer/screens/code/home-of-words.ts')
const { noted, noteUnkept, unkeptNow, unkeptOfNow } = await import('#renderer/screens/code/unkept-words.ts')

const text = 'thirty-one years, and nineteen of those in vocational rehab'

const draft = (start: number, end: number, given: Partial<Unkept> = {}): Unkept => ({
  source: 's',
  member: 'me',
  passage: noted(text, { start, end }),
  code: 'k',
  words: 'Mine.',
  from: '',
  ...given,
})

test('a comment belongs to its own coding for as long as that is there, submitted or not', () => {
  const codings = CodingSet.of([coding('a', 0, 16, { frozen: true }), coding('b', 20, 40)])
  expect(homeOf('a', draft(0, 10), codings, text)?.id).toBe('a')
})

test('where that is gone it belongs to the coding of the same coder and code over the same words', () => {
  const home = (...codings: Coding[]) => homeOf('gone', draft(5, 16), CodingSet.of(codings), text)?.id
  expect(home(coding('b', 0, 40))).toBe('b')
  expect(home(coding('b', 0, 40, { code: 'other' }))).toBeUndefined()
  expect(home(coding('b', 0, 40, { coder: 'she' }))).toBeUndefined()
  expect(home(coding('b', 8, 40))).toBeUndefined()
  expect(home(coding('f', 0, 40, { frozen: true }))).toBe('f')
  expect(home(coding('f', 0, 40, { frozen: true }), coding('b', 0, 30))).toBe('b')
})

test('no words go on with a coding of other words: by then the text is another, or it was never a comment', () => {
  const codings = CodingSet.of([coding('b', 0, 40)])
  expect(homeOf('gone', draft(5, 16), codings, text.toUpperCase())).toBeUndefined()
  const { code: _, ...note } = draft(5, 16)
  expect(homeOf('gone', note, codings, text)).toBeUndefined()
})

test('words that were begun from a comment take its place, others stand below what is there', () => {
  expect(withWords('', { words: 'Mine.', from: '' })).toBe('Mine.')
  expect(withWords('Hers.', { words: 'Mine.', from: '' })).toBe('Hers.\nMine.')
  expect(withWords('Hers.\nOld.', { words: 'Mine.', from: 'Old.' })).toBe('Hers.\nMine.')
  expect(withWords('Older.', { words: 'Mine.', from: 'Old' })).toBe('Older.\nMine.')
})

test('written on, the words of all that were joined are one comment, and none is lost', () => {
  const joined = coding('b', 0, 40, { comment: 'Saved.' })
  noteUnkept('gone', draft(5, 16))
  noteUnkept('b', draft(20, 30, { words: 'Saved. And more.', from: 'Saved.' }))
  noteUnkept('away', draft(5, 16, { source: 'another', words: 'Elsewhere.' }))
  takeInWords(joined, CodingSet.of([joined]), { id: 's', text })
  expect(unkeptNow('gone')).toBeUndefined()
  expect(unkeptNow('b')).toMatchObject({ words: 'Saved. And more.\nMine.', from: 'Saved.' })
  expect(unkeptOfNow('me').map(({ about }) => about)).toEqual(['b', 'away'])
  // Nothing left to take in: what waits stays as it is.
  takeInWords(joined, CodingSet.of([joined]), { id: 's', text })
  expect(unkeptNow('b')?.words).toBe('Saved. And more.\nMine.')
})

test('what was written of both is a comment begun from what is saved of both; what was changed elsewhere is asked about', () => {
  const takeIn = (comment: string) => {
    noteUnkept('b', draft(20, 30, { words: 'Two. And more.', from: 'Two.' }))
    noteUnkept('gone', draft(5, 16, { words: 'One. And more.', from: 'One.' }))
    const joined = coding('b', 0, 40, { comment })
    takeInWords(joined, CodingSet.of([joined]), { id: 's', text })
    return unkeptNow('b')
  }
  expect(takeIn('One.\nTwo.')).toMatchObject({ words: 'One. And more.\nTwo. And more.', from: 'One.\nTwo.' })
  expect(takeIn('One.\nHers.')).toMatchObject({ words: 'Two. And more.\nOne. And more.', from: 'Two.' })
})
