/** What no XML file may hold, controls but tab and line end, and the code points that are never characters. */
const unwritable = /(?![\t\n\u007f-\u009f])[\p{Cc}\p{Noncharacter_Code_Point}]/gu

/**
 * Text as any file format can hold it: well-formed (a half of a surrogate pair becomes U+FFFD), with `\n` line
 * ends, without control characters and non-characters. Nothing else is changed.
 */
export const legible = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(unwritable, '')

const anyOpener = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/u
const isolates = /[\u2066-\u2068]/u
const overrides = /[\u202d\u202e]/u

/** What our own words go on with after a name: the end of what is quoted or in brackets, what parts two names or sentences. */
const endsName = /[”»\])]|\n| [·›–(]| (?:and|with) |[:;,.](?: |$)|’s /uy

/**
 * Legible text whose changes of writing direction end with it, so that a name with a right-to-left override does
 * not turn round what is printed after it: closing marks are added where the text leaves them out. An override that is
 * never closed ends with the name it is in, where the text is a sentence of ours. What is closed stays as it is.
 */
export function contained(text: string): string {
  const clean = legible(text)
  if (!anyOpener.test(clean)) return clean
  const closed = closedIn(clean)
  let made = ''
  const open: { at: number; closes: string; isOverride: boolean }[] = []
  const close = (from: number) => {
    made += open
      .splice(from)
      .reverse()
      .map(({ closes }) => closes)
      .join('')
  }
  for (let at = 0; at < clean.length; at++) {
    const mark = clean.charAt(at)
    const override = open.findIndex(({ isOverride }) => isOverride)
    endsName.lastIndex = at
    if (override >= 0 && !open.slice(override).some(one => closed.has(one.at)) && endsName.test(clean))
      close(override)
    if (anyOpener.test(mark))
      open.push({ at, closes: closerOf(mark), isOverride: overrides.test(mark) && !closed.has(at) })
    else {
      const opened = closes(open, mark)
      if (opened >= 0) open.splice(opened)
    }
    made += mark
  }
  close(0)
  return made
}

const closerOf = (mark: string): string => (isolates.test(mark) ? '\u2069' : '\u202c')

/** Which of what is open a mark closes, with all that was opened since; -1: nothing. */
const closes = (open: readonly { closes: string }[], mark: string): number =>
  mark === '\u2069'
    ? open.findLastIndex(one => one.closes === mark)
    : mark === '\u202c' && open.at(-1)?.closes === mark
      ? open.length - 1
      : -1

/** Where the marks stand that the text closes itself. */
function closedIn(text: string): ReadonlySet<number> {
  const closed = new Set<number>()
  const open: { at: number; closes: string }[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text.charAt(at)
    if (anyOpener.test(mark)) open.push({ at, closes: closerOf(mark) })
    const opened = closes(open, mark)
    if (opened >= 0) for (const one of open.splice(opened)) closed.add(one.at)
  }
  return closed
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
