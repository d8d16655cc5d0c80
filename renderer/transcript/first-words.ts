const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The first of words that go on, with the ellipsis that says so: cut between words, or between characters where there
 * is no space.
 * @param words in one line, as many of them as are at hand
 * @param most in code units, without the ellipsis
 */
export function firstWords(words: string, most: number): string {
  const first = wholeEnd(words.slice(0, most))
  const lastWord = first.lastIndexOf(' ')
  if (lastWord > most / 2) return `${first.slice(0, lastWord)}…`
  const kept = [...characters.segment(first)].slice(0, -1).map(({ segment }) => segment)
  return `${kept.join('') || first}…`
}

/** What was cut from a text, without half a character at its end. */
export const wholeEnd = (cut: string): string => cut.replace(/[\uD800-\uDBFF]$/, '')
