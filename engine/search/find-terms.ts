import type { Span } from '#shared/text/span.ts'
import { type Words, wordsIn } from '#shared/text/words.ts'

/** Letters as the index compares them: no case, no diacritics; the apostrophe of a keyboard is that of a book. */
const plain = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/[\u2018\u2019\u02BC\uFF07]/g, "'")
        .toLowerCase()

/** Latin letters and typographers' signs: `plain` makes one character of each, in its place. */
const latin = /^[\t\n -\u024F\u2010-\u205E]*$/

/**
 * Where in a passage the terms stand, as spans of it: every occurrence of a lone term, or for several terms the
 * stretches where they follow each other word by word, else each term's occurrences where all of them occur. The last
 * may be a beginning.
 */
export function findTerms(text: string, terms: readonly string[]): Span[] {
  const words = wordsIn(text)
  const together = findPhrase(text, words, terms, true)
  if (together.length > 0 || terms.length === 1) return together
  const fits = fitting(text, terms, true)
  const each = terms.map((term, n) => beginningWith(plain(term), text, words).filter(word => fits(word, n)))
  // The index cuts words finer than people do: what it found as pieces of one word may be no word here.
  if (each.some(places => places.length === 0)) return []
  const places = new Map(each.flat().map(word => [word.start, word]))
  return [...places.values()].sort((a, b) => a.start - b.start)
}

/** The stretches of a text where words follow each other; the last may be a beginning. `words` are those of the text. */
export function findPhrase(
  text: string,
  words: Words,
  terms: readonly string[],
  isBeginning: boolean,
): Span[] {
  const fits = fitting(text, terms, isBeginning)
  const together: Span[] = []
  for (const first of beginningWith(plain(terms[0] ?? ''), text, words)) {
    let last: Span | null = fits(first, 0) ? first : null
    for (let n = 1; n < terms.length && last; n++) {
      const next = words.from(last.end)
      last = next && fits(next, n) ? next : null
    }
    if (last) together.push({ start: first.start, end: last.end })
  }
  return together
}

/** Whether a word of the text is the term of a number, or its possessive: *patient* finds *patient's*. */
function fitting(
  text: string,
  terms: readonly string[],
  isBeginning: boolean,
): (word: Span, n: number) => boolean {
  const wanted = terms.map(plain)
  return ({ start, end }, n) => {
    const word = plain(text.slice(start, end))
    const term = wanted[n] ?? ''
    return isBeginning && n === wanted.length - 1
      ? word.startsWith(term)
      : word === term || word === `${term}'s`
  }
}

/** Words that may begin with a term: in Latin letters those where it stands, which is sooner told than every word. */
function beginningWith(term: string, text: string, words: Words): Span[] {
  if (term === '' || !latin.test(text)) return words.all()
  const found: Span[] = []
  const letters = plain(text)
  for (let at = letters.indexOf(term); at !== -1; at = letters.indexOf(term, at + 1)) {
    const word = words.from(at)
    if (word?.start === at) found.push(word)
  }
  return found
}
