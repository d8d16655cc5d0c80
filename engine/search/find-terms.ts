import type { Span } from '#shared/text/span.ts'
import { wordSpans } from '#shared/text/words.ts'

/** Letters as the index compares them: no case, no diacritics; the apostrophe of a keyboard is that of a book. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[\u2018\u2019\u02BC\uFF07]/g, "'")
    .toLowerCase()

/**
 * Where in a passage the terms stand, as spans of it: every occurrence of a lone term, or for several terms the
 * stretches where they follow each other word by word, else each term's occurrences where all of them occur. The last
 * may be a beginning.
 */
export function findTerms(text: string, terms: readonly string[]): Span[] {
  const wanted = terms.map(plain)
  const words = wordSpans(text).map(span => ({ ...span, plain: plain(text.slice(span.start, span.end)) }))
  const fits = (word: string, n: number) =>
    n === wanted.length - 1 ? word.startsWith(wanted[n] ?? '') : word === wanted[n]
  const together: Span[] = []
  for (let at = 0; at + wanted.length <= words.length; at++) {
    if (!wanted.every((_, n) => fits(words[at + n]?.plain ?? '', n))) continue
    const first = words[at]
    const last = words[at + wanted.length - 1]
    if (first && last) together.push({ start: first.start, end: last.end })
  }
  if (together.length > 0 || wanted.length === 1) return together
  // The index cuts words finer than people do: what it found as pieces of one word may be no word here.
  if (!wanted.every((_, n) => words.some(word => fits(word.plain, n)))) return []
  return words
    .filter(word => wanted.some((_, n) => fits(word.plain, n)))
    .map(({ start, end }) => ({ start, end }))
}
