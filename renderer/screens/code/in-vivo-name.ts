import { previousBoundary } from '#shared/text/graphemes.ts'

/** Longest name an in-vivo code is given, in code units. */
const longest = 80

/** A code's name from the words themselves: on one line, without quote marks around, cut at a word with an ellipsis. */
export function inVivoName(words: string): string {
  const line = words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'“”‘’«»]+|["'“”‘’«»]+$/g, '')
    .trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, previousBoundary(line, longest))
  const space = cut.lastIndexOf(' ')
  return `${space > longest / 2 ? cut.slice(0, space) : cut}…`
}
