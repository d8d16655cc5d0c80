/** What no XML file may hold, controls but tab and line end, and the code points that are never characters. */
const unwritable = /(?![\t\n\u007f-\u009f])[\p{Cc}\p{Noncharacter_Code_Point}]/gu

/**
 * Text as any file format can hold it: well-formed (a half of a surrogate pair becomes U+FFFD), with `\n` line
 * ends, without control characters and non-characters. Nothing else is changed.
 */
export const legible = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwritable, '')

const openers = /[\u202a\u202b\u202d\u202e]/u
const isolates = /[\u2066-\u2068]/u

/**
 * Legible text whose changes of writing direction end with it, so that a name with a right-to-left override does
 * not turn round what is printed after it: closing marks are added where the text leaves them out.
 */
export function contained(text: string): string {
  const clean = legible(text)
  if (!openers.test(clean) && !isolates.test(clean)) return clean
  const open: string[] = []
  for (const mark of clean) {
    if (openers.test(mark)) open.push('\u202c')
    else if (isolates.test(mark)) open.push('\u2069')
    else if (mark === '\u202c' && open.at(-1) === mark) open.pop()
    else if (mark === '\u2069' && open.includes(mark)) open.splice(open.lastIndexOf(mark))
  }
  return clean + open.reverse().join('')
}

/** Text on one line: every run of white space is one space. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Text no longer than `most` characters, cut at a word where it is longer, with an ellipsis. */
export function shortened(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  const cut = characters.slice(0, most - 1).join('')
  const word = cut.lastIndexOf(' ')
  return `${(word > cut.length * 0.6 ? cut.slice(0, word) : cut).trimEnd()}…`
}
