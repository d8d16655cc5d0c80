import { expect, test } from 'vitest'
import { marksOnWords } from '#renderer/editor/marks-on-words.ts'
import { quoteAsPrinted } from '#shared/text/quote-marks.ts'

const before = 'The site manager said no to all of it.'
const left = (words: string, text = '') => {
  const start = before.indexOf(words)
  return { start, end: start + words.length, text }
}

test('edits go along with their words, and stand over words that were corrected', () => {
  const marks = [left('site manager', 'she'), left('no to all'), { start: 38, end: 38, text: 'laughs' }]
  const printed = (after: string) => quoteAsPrinted(after, marksOnWords(marks, before, after))
  expect(printed(before)).toBe('The [she] said […] of it. [laughs]')
  expect(printed('Then the site manager said no to all of it.')).toBe(
    'Then the [she] said […] of it. [laughs]',
  )
  expect(printed('The site manager said never to all of it.')).toBe('The [she] said […] of it. [laughs]')
  expect(printed('The sister said no to all of it.')).toBe('The [she] said […] of it. [laughs]')
})

test('nothing that was left out is shown, however much was corrected', () => {
  const marks = [left('site manager'), left('all')]
  for (const after of ['', 'The', 'The other one said no to every bit of it.', 'of it.']) {
    const made = marksOnWords(marks, before, after)
    for (const { start, end } of made) expect(start).toBeLessThanOrEqual(end)
    expect(made.every(({ end }) => end <= after.length)).toBe(true)
  }
})
