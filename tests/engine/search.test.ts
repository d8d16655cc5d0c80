import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordSpans } from '#shared/text/words.ts'
import { often } from '../helpers/often.ts'
import { makeStudy } from '../helpers/study.ts'

const text = `Mentor: We walked to the shop, and “well-being” was the word. Café, cafe, CAFÉ!
Mentor: NEAR the shop AND the bus; it isn't far. Straße 5*, 50% (or so).
Mentor: He said "not today" and sat down. The shops were shut.`

const plain = (word: string) =>
  word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** How often one word, or its beginning, stands in the text: looked up word by word, without any index. */
const counted = (term: string): number =>
  wordSpans(text).filter(({ start, end }) => plain(text.slice(start, end)).startsWith(plain(term))).length

describe('searching', () => {
  it('finds each word where a reader would, whatever its letters and accents', async () => {
    const study = await makeStudy()
    await study.source('Interview 1', text)
    const words = wordSpans(text).map(({ start, end }) => text.slice(start, end))
    for (const word of new Set(words.flatMap(w => [w, w.toUpperCase(), w.slice(0, 3)]))) {
      if (wordSpans(word).length !== 1) continue
      const { total, hits } = await study.setUp.search.sources({ query: word })
      expect([word, total]).toEqual([word, counted(word)])
      for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.match)
    }
  })

  it('takes anything typed for words, never for a query', async () => {
    const study = await makeStudy()
    await study.source('Interview 1', text)
    const pieces = [
      'shop',
      '"',
      '*',
      'NEAR(',
      'AND',
      'OR',
      'NOT',
      '-',
      '^',
      ':',
      'text:',
      '(',
      ')',
      '{',
      '}',
      '+',
      "'",
      ';',
      '\\',
      '%',
      'é',
      '☕',
      ' ',
    ]
    const typed = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(parts => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    await fc.assert(
      fc.asyncProperty(typed, async query => {
        const { hits, total } = await study.setUp.search.sources({ query })
        expect(total).toBe(hits.length)
        for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.match)
      }),
      often(300),
    )
    expect(study.faults()).toBe('')
  })
})
