import { type Span, unite } from './span.ts'

/**
 * A text as it is looked through: letter case and accents put aside, and letters that Unicode does not take apart
 * written as people do who lack them (`ø` as `o`, `æ` as `ae`). It may be longer than the text.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    // By way of capitals, which `ß` and `ı` share with `ss` and `i`.
    .toUpperCase()
    .toLowerCase()
    .replace(/[ςøæœđðħłŧþ]/g, letter => plainly[letter] ?? letter)

const plainly: Record<string, string> = {
  ς: 'σ',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
}

/** What was typed to look for, as folded words; several are looked for in any order. */
export const soughtWords = (typed: string): string[] => folded(typed).split(/\s+/).filter(Boolean)

/** Where folded words stand in a text: UTF-16 offsets of the text as it is, sorted, disjoint. */
export function foundIn(text: string, words: readonly string[]): Span[] {
  if (words.length === 0) return []
  let plain = ''
  // Where each unit of the folded text comes from, and where what it comes from ends, marks upon it included.
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of text) {
    const letters = folded(character)
    at += character.length
    if (letters === '' && to.length > 0) to[to.length - 1] = at
    for (let n = 0; n < letters.length; n++) {
      from.push(at - character.length)
      to.push(at)
    }
    plain += letters
  }
  const spans: Span[] = []
  for (const word of words) {
    for (let found = plain.indexOf(word); found >= 0; found = plain.indexOf(word, found + word.length)) {
      spans.push({ start: from[found] ?? 0, end: to[found + word.length - 1] ?? text.length })
    }
  }
  return unite(spans)
}
