import { alikeIn, patternsOfWords } from '#shared/text/sought-letters.ts'
import type { Span } from '#shared/text/span.ts'

/** Most matches that are listed; more than this and the words sought say too little. */
export const mostMatches = 100_000

/**
 * Every place in a text where `query` stands, in order and without overlap, letter case put aside.
 * Any run of white space in the query matches any run of white space, and the quotation marks and apostrophes of a
 * keyboard match those of a book, and a letter typed without an accent one that has it. What is in a word and not seen, such as
 * a soft hyphen, is passed over. Empty for a query of white space.
 */
export function findInText(text: string, query: string): Span[] {
  const words = patternsOfWords(query, alikeIn(text))
  if (words.length === 0) return []
  const pattern = new RegExp(words.join('\\s+'), 'giu')
  const found: Span[] = []
  for (const match of text.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length })
    if (found.length >= mostMatches) break
  }
  return found
}

/** Index of the match at or after `offset`, going round to the first; -1 where there is none. */
export function nextMatch(matches: readonly Span[], offset: number): number {
  if (matches.length === 0) return -1
  const next = matches.findIndex(match => match.start >= offset)
  return Math.max(0, next)
}
