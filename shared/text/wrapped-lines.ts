import { endsInAbbreviation } from './abbreviations.ts'

/** Lines that were broken to fit are no wider than this, in columns; wider ones are paragraphs. */
const widest = 100
/** A line that goes on in lower case is broken to fit where it is at least so wide: no heading, verse or address is. */
const narrowest = 40
/** Capitals, digits and letters that have no case go on only where the lines about are broken at least so wide. */
const leastWidth = 56

interface Line {
  start: number
  end: number
  /** Without the marks of a quoted reply and the space about. */
  words: string
  /** How many marks of a quoted reply stand before the words. */
  quoted: number
  columns: number
}

/**
 * A text in which the line breaks that only fitted it to a width are spaces, at the same offsets. A break stays after
 * the end of a sentence, after a line with room for the next word, before the sign of a list, a label or an empty line.
 * @param indent how many columns stand before the text in its first line, as a speaker's label
 */
export function joinWrapped(text: string, indent = 0): string {
  if (!text.includes('\n')) return text
  const joined: string[] = []
  let kept = 0
  let before: Line | null = null
  let above = lineAt(text, 0, indent)
  let below = above && lineAt(text, above.end + 1)
  while (above && below) {
    const after = lineAt(text, below.end + 1)
    if (isWrapped(before, above, below, after)) {
      joined.push(text.slice(kept, above.end), ' ')
      kept = above.end + 1
    }
    before = above
    above = below
    below = after
  }
  return joined.length === 0 ? text : joined.join('') + text.slice(kept)
}

function lineAt(text: string, start: number, indent = 0): Line | null {
  if (start > text.length) return null
  const at = text.indexOf('\n', start)
  const end = at < 0 ? text.length : at
  // Only as much is looked at as shows that it is no line of this kind.
  const raw = text.slice(start, Math.min(end, start + 4 * widest))
  const marks = /^(?:> ?)*/.exec(raw)?.[0] ?? ''
  const wide = raw.match(wideLetters)?.length ?? 0
  return {
    start,
    end,
    words: raw.slice(marks.length).trim(),
    quoted: marks.replaceAll(' ', '').length,
    columns: indent + raw.trimEnd().length + wide,
  }
}

function isWrapped(before: Line | null, above: Line, below: Line, after: Line | null): boolean {
  if (above.words === '' || below.words === '' || above.quoted !== below.quoted) return false
  if (above.columns > widest || beginsAnew.test(below.words)) return false
  if (cells.test(above.words) || cells.test(below.words)) return false
  if (endsSentence.test(above.words) && !endsInAbbreviation(above.words, below.words.charAt(0))) return false
  if (inLowerCase.test(below.words)) return above.columns >= narrowest
  const isBeside = (line: Line | null): line is Line =>
    line !== null && line.words !== '' && line.quoted === above.quoted
  const around = [before, above, below, after].filter(isBeside)
  const width = Math.max(...around.filter(isOfSeveralWords).map(({ columns }) => columns))
  if (width < leastWidth) return false
  const isFull = (line: Line, next: Line) => line.columns + firstWord(next.words) > width
  // Lines of a list, an address or verse are of any length: in them a full one has a short one beside it.
  const isAlike = (line: Line, next: Line) => isFull(line, next) || pauses.test(line.words)
  return (
    isFull(above, below) &&
    (!isBeside(before) || isAlike(before, above)) &&
    (!isBeside(after) || isAlike(below, after))
  )
}

/** A line of one word, as an address of the web, says nothing of the width. */
const isOfSeveralWords = ({ words, columns }: Line): boolean =>
  columns <= widest && (words.includes(' ') || new RegExp(wideLetters, 'u').test(words))

/** The columns that the first word takes with the space before it; scripts without spaces break at any letter. */
function firstWord(words: string): number {
  const first = /^\S+/.exec(words)?.[0] ?? ''
  return new RegExp(wideLetters, 'u').test(first.charAt(0)) ? 4 : 1 + first.length
}

const wideLetters = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/gu
const closing = '["\'\\p{Pf}\\p{Pe}]*'
const endsSentence = new RegExp(`\\p{Sentence_Terminal}${closing}$`, 'u')
const pauses = new RegExp(`[,;:\\p{Sentence_Terminal}]${closing}$`, 'u')
const inLowerCase = /^["'\p{Pi}\p{Ps}]*\p{Ll}/u
const cells = /\S\t/
/** Signs of a list, times, rules and labels ("Subject: …"). */
const beginsAnew =
  /^(?:[-–•*·▪▫◦‣⁃●○■□☐☑]\s|\(?(?:\d{1,3}[.)]|[a-z]\.|\p{L}\)|[ivxIVX]{2,4}[.)])(?:\s|$)|\[?\d{1,2}:\d\d|[-_=*~#]{2,}|#\s|\p{Lu}[\p{L}\p{N} .'’-]{0,30}:(?:\s|$))/u
