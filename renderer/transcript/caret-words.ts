import type { Span } from '#shared/text/span.ts'
import type { CaretKey } from './caret-keys.ts'
import { firstWords, wholeEnd } from './first-words.ts'
import { type Row, rowAt } from './rows.ts'
import { type Selected, spanOf } from './snap.ts'

/** As much of a text as is said at once, and as much as is looked at to say one character, in code units. */
const most = 200
const mostOfCharacter = 32

/** A line of another row than the caret was in: its first words, about as long as a line. */
const line = 80
/** Words that end a line are rather said twice than not at all: one line is longer than the other. */
const spare = 8

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * What a caret that was moved by a key has come to, to be said: the character after it, the word or sentence that it
 * has passed, the line from it on, with its turn where a page was turned, the turn and its first words; with Shift, what was selected by it or is no longer.
 * Looks at no more than some hundred code units, however long the text.
 * @param from before the key
 * @param to after it
 */
export function caretWords(
  text: string,
  rows: readonly Row[],
  from: Selected,
  to: Selected,
  { by, extend, forward }: CaretKey,
): string {
  const here = characterAt(text, rows, to.focus)
  if (extend) return selectedWords(text, rows, from, to) || here
  const row = rowAt(rows, to.focus)
  if (row && forward && by === 'edge' && to.focus < row.bodyEnd) return 'end of line'
  if (!row || by === 'character' || (forward && (by === 'edge' || by === 'text'))) return here
  const body = { start: row.bodyStart, end: row.bodyEnd }
  if ((by === 'turn' || by === 'text') && to.focus === body.start)
    return `${turnName(row)}: ${shownWords(text, rows, body) || 'no words'}`
  const passed = spanOf({ anchor: from.focus, focus: to.focus })
  const isOverWords = by === 'word' || by === 'sentence'
  const isWithin = by === 'line' && passed.start >= body.start && passed.end <= body.end
  const length = isWithin ? passed.end - passed.start + (forward ? spare : 0) : line
  const said = isOverWords ? common(passed, body) : lineFrom(text, row, to.focus, length)
  const words = shownWords(text, rows, said) || here
  return by === 'page' && rowAt(rows, from.focus)?.number !== row.number
    ? `${turnName(row)}: ${words}`
    : words
}

/** Which turn a row is of: `Mentor, turn 5`; `Paragraph 5` where nobody speaks. */
export const turnName = ({ speaker, number }: Row): string =>
  speaker === null ? `Paragraph ${number}` : `${speaker}, turn ${number}`

/**
 * As much of a row as a line holds, to the end of a word or of what stands in one line. Where lines end is known to the
 * page alone, and asking it would keep the key waiting.
 */
function lineFrom(text: string, row: Row, at: number, length: number): Span {
  const ahead = text.slice(at, Math.min(row.bodyEnd, at + most + 1))
  const broken = ahead.search(/[\n\t]|$/)
  const wordEnd = length + ahead.slice(length).search(/\s|$/)
  return { start: at, end: at + Math.min(broken, wordEnd) }
}

/** What a step with Shift took off the selection and what it added. */
function selectedWords(
  text: string,
  rows: readonly Row[],
  { anchor, focus }: Selected,
  to: Selected,
): string {
  const before = spanOf({ anchor, focus })
  const after = spanOf(to)
  const between = spanOf({ anchor: focus, focus: to.focus })
  return [[common(between, before), 'unselected'] as const, [common(between, after), 'selected'] as const]
    .filter(([{ start, end }]) => start < end)
    .map(([span, what]) => `${shownWords(text, rows, span) || characterAt(text, rows, span.start)} ${what}`)
    .join(', ')
}

const common = (one: Span, other: Span): Span => ({
  start: Math.max(one.start, other.start),
  end: Math.min(one.end, other.end),
})

/** The words of a stretch without the labels of who speaks, in one line, cut where they are many; empty where it has none. */
function shownWords(text: string, rows: readonly Row[], { start, end }: Span): string {
  const first = rowAt(rows, start)?.index ?? 0
  let words = ''
  let isWhole = true
  for (const row of rows.slice(first, first + most)) {
    if (row.bodyStart >= end || !isWhole) break
    const from = Math.max(start, row.bodyStart)
    const to = Math.min(end, row.bodyEnd)
    words = `${words} ${text.slice(from, Math.min(to, from + most))}`.replace(/\s+/g, ' ').trim()
    isWhole = to - from <= most && words.length <= most
  }
  const parts = words.length < 4 ? [...words].map(nameOf) : []
  if (parts.length > 0 && !parts.includes(undefined)) return parts.join(' ')
  return isWhole ? words : firstWords(words, most)
}

/** The character after the caret; where a row ends, what ends with it. */
function characterAt(text: string, rows: readonly Row[], at: number): string {
  const row = rowAt(rows, at)
  if (!row) return ''
  if (at >= row.bodyEnd) {
    const next = rows[row.index + 1]
    return !next ? 'end of text' : next.number === row.number ? 'end of line' : 'end of turn'
  }
  const [first] = characters.segment(text.slice(at, Math.min(row.bodyEnd, at + mostOfCharacter)))
  const character = wholeEnd(first?.segment ?? '')
  return nameOf(character) ?? character
}

/** Characters that a voice passes over where they stand alone. */
const names = new Map(
  Object.entries({
    ' ': 'space',
    '\u00a0': 'space',
    '\t': 'tab',
    '\n': 'end of line',
    '\r\n': 'end of line',
    '.': 'full stop',
    ',': 'comma',
    ';': 'semicolon',
    ':': 'colon',
    '?': 'question mark',
    '!': 'exclamation mark',
    '…': 'ellipsis',
    "'": 'apostrophe',
    '’': 'apostrophe',
    '‘': 'opening quote',
    '“': 'opening quote',
    '”': 'closing quote',
    '"': 'quote',
    '(': 'opening bracket',
    ')': 'closing bracket',
    '[': 'opening square bracket',
    ']': 'closing square bracket',
    '-': 'hyphen',
    '–': 'dash',
    '—': 'dash',
    '/': 'slash',
  }),
)

const nameOf = (character: string): string | undefined => names.get(character)
