import { folded } from './folded.ts'

/** What else than the letters typed counts as them. Both cost time where a text has neither. */
export interface Alike {
  /** Letters that are not seen may stand in a word. */
  unseen: boolean
  /** A letter typed without an accent is found with one. */
  accents: boolean
}

/** What a text has of it. */
export const alikeIn = (text: string): Alike => ({ unseen: unseen.test(text), accents: accents.test(text) })

/**
 * Words typed to look for, as a pattern for each: nothing in them is special, and the quotation marks and apostrophes of a
 * keyboard match those of a book. Letter case is for who uses the pattern.
 */
export const patternsOfWords = (typed: string, alike: Alike): string[] =>
  typed
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(word => {
      const between = alike.unseen ? `${unseenLetters}*` : ''
      if (!alike.accents) return Array.from(word, patternOf).join(between)
      return Array.from(word.matchAll(oneOrTwo), ([sought]) => {
        const letters = Array.from(sought, letter => accented.get(letter) ?? patternOf(letter)).join(between)
        const asOne = written[sought]
        return asOne === undefined ? letters : `(?:${letters}|${asOne})`
      }).join(between)
    })

/** Soft hyphen, zero-width space, word joiner, byte order mark: in a word of what a web page or a PDF had broken. */
const unseenLetters = '[\u00AD\u200B\u2060\uFEFF]'
const unseen = new RegExp(unseenLetters)
const accents = /[\u00C0-\u024F\u1E00-\u1EFF]/

const patternOf = (letter: string): string =>
  letter
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/['\u2018\u2019\u02BC]/g, "['\u2018\u2019\u02BC]")
    .replace(/["\u201C\u201D\u201E]/g, '["\u201C\u201D\u201E]')

/** Two letters that are written as one, too. */
const written: Readonly<Record<string, string>> = { ss: 'ß', ae: 'æ', oe: 'œ', SS: 'ẞ', AE: 'Æ', OE: 'Œ' }
const oneOrTwo = new RegExp(`${Object.keys(written).join('|')}|.`, 'gsu')

/** Letters of the alphabet, each as a class of itself and of its like with accents, of the same case. */
const accented = new Map<string, string>()
for (const [from, to] of [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
] as const) {
  for (let code = from; code <= to; code++) {
    const letter = String.fromCodePoint(code)
    const plain = folded(letter)
    if (!/^[a-z]$/.test(plain)) continue
    const alike = letter === letter.toLowerCase() ? plain : plain.toUpperCase()
    accented.set(alike, `${accented.get(alike)?.slice(0, -1) ?? `[${alike}`}${letter}]`)
  }
}
