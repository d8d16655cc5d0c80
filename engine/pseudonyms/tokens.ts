import type { Span } from '#shared/text/span.ts'

/** A word of a text: a run of letters, marks and digits, with what hides inside words (soft hyphens) put aside. */
export interface Token extends Span {
  /** Letter case put aside. */
  key: string
  /** Where it ends with what is hidden after it. */
  reach: number
  /** As it stands, without what is hidden. */
  words: string
}

/** Scripts written without spaces between words, or with endings that follow a name at once. */
const solid = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Hang}`
const inWords = String.raw`\p{M}\u00AD\u200B-\u200D\u2060`
/** A word ends where a script without spaces begins, and the other way about. */
const word = new RegExp(
  `[[\\p{L}\\p{N}]--[${solid}]][[\\p{L}\\p{N}${inWords}]--[${solid}]]*|[\\p{L}\\p{N}][${solid}${inWords}]*`,
  'gv',
)
const hidden = /[\u00AD\u200B-\u200D\u2060]/
const everyHidden = /[\u00AD\u200B-\u200D\u2060]/g
const hiddenEnd = /[\u00AD\u200B-\u200D\u2060]+$/

/** The same for a text that has none of these scripts, which is quicker. */
const spacedWord = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060]*/gu

/** The words of a text in order. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = []
  const isPlain = !hidden.test(text)
  for (const { 0: raw, index } of text.matchAll(unspaced.test(text) ? word : spacedWord)) {
    const seen = isPlain ? raw : raw.replace(hiddenEnd, '')
    const words = isPlain ? raw : seen.replaceAll(everyHidden, '')
    found.push({
      start: index,
      end: index + seen.length,
      reach: index + raw.length,
      words,
      key: keyOf(words),
    })
  }
  return found
}

/** A word with its letter case put aside; one form for what looks alike. */
export const keyOf = (words: string): string =>
  /[\u0080-\uFFFF]/.test(words)
    ? words.normalize('NFC').toLowerCase().replaceAll('ς', 'σ')
    : words.toLowerCase()

/** A key with its accents put aside too. */
export const plainKey = (key: string): string =>
  /^[a-z0-9]*$/.test(key)
    ? key
    : key
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replaceAll('ß', 'ss')
        .replaceAll('ø', 'o')
        .replaceAll('ł', 'l')
        .replaceAll('đ', 'd')
        .replaceAll('æ', 'ae')
        .replaceAll('œ', 'oe')
        .replaceAll('ı', 'i')

/** Whether a word is of such a script. */
export const unspaced = new RegExp(`[${solid}]`, 'v')

/** Whether a word begins as names do: with a capital, or in a script that has none. */
export const beginsLikeName = (words: string): boolean => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(words)
