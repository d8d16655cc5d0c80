import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTerms } from '#engine/search/find-terms.ts'
import { wordSpans } from '#shared/text/words.ts'
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

  it('finds what stands after a character of very many marks', async () => {
    const study = await makeStudy()
    await study.source('Interview 1', `Before a${'\u0323'.repeat(100_000)} and afterwards`)
    expect((await study.setUp.search.sources({ query: 'afterwards' })).total).toBe(1)
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
        expect(hits.map(({ start, end }) => [start, end])).toEqual(placesOf(query))
        for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.match)
      }),
      { numRuns: 10_000 },
    )
    expect(study.faults()).toBe('')
  }, 240_000)

  it('finds an apostrophe whichever way it was typed', async () => {
    const study = await makeStudy()
    await study.source('One', "Mentor: I don’t know.\nMentor: She won't say.\nMentor: O’Brien and O'Brien.")
    for (const [query, total] of [
      ["don't", 1],
      ['don’t', 1],
      ['won’t', 1],
      ["o'brien", 2],
      ['o’brien', 2],
    ] as const)
      expect([query, (await study.setUp.search.sources({ query })).total]).toEqual([query, total])
  })

  it('says about how many places there are where there are very many, and shows the first', async () => {
    const study = await makeStudy()
    const turns = Array.from({ length: 400 }, (_, n) => `Mentor: the walk ${n}, the shop.`)
    await study.source('One', turns.join('\n'))
    await study.source('Two', turns.map(turn => turn.replace('walk', 'visit')).join('\n'))
    const many = await study.setUp.search.sources({ query: 'the', limit: 50 })
    expect([many.hits.length, many.isEstimate]).toEqual([50, true])
    expect(many.total).toBeGreaterThanOrEqual(800)
    expect(many.total).toBeLessThanOrEqual(1600)
    expect(many.hits[0]).toMatchObject({ sourceTitle: 'One', start: 8, match: 'the' })
    const all = await study.setUp.search.sources({ query: 'visit', limit: 1000 })
    expect([all.hits.length, all.total, all.isEstimate]).toEqual([400, 400, false])
    expect(new Set(all.hits.map(({ sourceTitle }) => sourceTitle))).toEqual(new Set(['Two']))
    const few = await study.setUp.search.sources({ query: 'walk 39' })
    expect([few.total, few.isEstimate]).toEqual([11, false])
  })
})

const passage = fc
  .array(
    fc.constantFrom(
      'walk',
      'walked',
      'Walk',
      'wälk',
      'wa\u0308lk',
      'shop',
      "shop's",
      'shop’s',
      'e-shop',
      'x',
      'ΣΑΣ',
      '한글',
      '中文',
      'İ',
      '👩‍👩‍👧',
      ' ',
      ' ',
      '. ',
      '\n',
      '-',
      '…',
    ),
    { maxLength: 14 },
  )
  .map(parts => parts.join(''))

it('finds terms where reading word by word finds them, in any letters', () => {
  const term = fc.constantFrom('walk', 'wal', 'WÄLK', 'shop', "shop's", 'e', 'σας', '한', '中', 'i', 'x')
  fc.assert(
    fc.property(passage, fc.array(term, { minLength: 1, maxLength: 3 }), (text, terms) => {
      expect(findTerms(text, terms)).toEqual(wordByWord(text, terms))
    }),
    { numRuns: 5000 },
  )
})

/** What `findTerms` answers, by looking at every word of the passage. */
function wordByWord(text: string, terms: readonly string[]): { start: number; end: number }[] {
  const words = wordSpans(text).map(span => ({ ...span, plain: typed(text.slice(span.start, span.end)) }))
  const fits = (word: string | undefined, n: number) =>
    n === terms.length - 1
      ? word?.startsWith(typed(terms[n] ?? ''))
      : word === typed(terms[n] ?? '') || word === `${typed(terms[n] ?? '')}'s`
  const together = words.flatMap((first, at) => {
    const last = words[at + terms.length - 1]
    return last && terms.every((_, n) => fits(words[at + n]?.plain, n))
      ? [{ start: first.start, end: last.end }]
      : []
  })
  if (together.length > 0 || terms.length === 1) return together
  if (!terms.every((_, n) => words.some(word => fits(word.plain, n)))) return []
  return words
    .filter(word => terms.some((_, n) => fits(word.plain, n)))
    .map(({ start, end }) => ({ start, end }))
}

const typed = (word: string) => plain(word.replaceAll('’', "'"))

/** The places of what was typed, without any index: in each turn that has all its words, the last as a beginning. */
function placesOf(query: string): [number, number][] {
  const typed = query.normalize('NFC')
  const terms = wordSpans(typed).map(({ start, end }) => plain(typed.slice(start, end)))
  if (terms.length === 0) return []
  let at = 0
  return text.split('\n').flatMap(turn => {
    const from = at
    at += turn.length + 1
    const words = wordSpans(turn).map(({ start, end }) => plain(turn.slice(start, end)))
    const holds = terms.every((term, n) =>
      words.some(word => (n === terms.length - 1 ? word.startsWith(term) : word === term)),
    )
    if (!holds) return []
    return findTerms(turn, terms).map(({ start, end }): [number, number] => [from + start, from + end])
  })
}
