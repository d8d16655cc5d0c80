import { nextBoundary, previousBoundary, wholeGraphemes } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { wordSpans } from '#shared/text/words.ts'
import { readSentences } from './read-sentences.ts'
import { type Row, rowAt, shownOffset, turnOf } from './rows.ts'

/** How far one step of the caret goes. */
export type CaretUnit = 'character' | 'word' | 'sentence' | 'turn' | 'text'

/**
 * Where the caret stands after one step. Always in shown text and between whole characters.
 * Forward by word or sentence stops at its end, backward at its start. By turn the caret goes to the start of a
 * turn; while extending (`extend`) forward it goes to a turn's end, so that one step takes in one turn.
 */
export function moveCaret(
  text: string,
  rows: readonly Row[],
  from: number,
  unit: CaretUnit,
  forward: boolean,
  extend = false,
): number {
  const offset = shownOffset(rows, from)
  const row = rowAt(rows, offset)
  if (!row) return 0
  if (unit === 'text') return forward ? (rows.at(-1)?.bodyEnd ?? 0) : (rows[0]?.bodyStart ?? 0)
  if (unit === 'turn') return byTurn(rows, row, offset, forward, extend)
  const to =
    unit === 'character'
      ? byCharacter(text, rows, row, offset, forward)
      : bySpan(text, rows, row, offset, forward, unit === 'word' ? wordsWithin : readSentences)
  const whole = forward ? nextBoundary(text, to) : previousBoundary(text, to)
  // Rows and words end within a character only where it is one of very many marks.
  return whole === to ? to : shownOffset(rows, whole)
}

/**
 * Where a selection by words begins that is begun at `offset`: at the word it will take in, not at the comma or the space
 * before it.
 */
export function wordAnchor(text: string, rows: readonly Row[], offset: number, forward: boolean): number {
  const row = rowAt(rows, offset)
  if (!row) return offset
  const words = piecesOf(text, row, wordsWithin)
  if (forward) return Math.max(offset, words.find(word => word.end > offset)?.start ?? offset)
  return Math.min(offset, words.findLast(word => word.start < offset)?.end ?? offset)
}

/** The start or end of the turn at `offset`. */
export function turnEdge(rows: readonly Row[], offset: number, forward: boolean): number {
  const row = rowAt(rows, offset)
  if (!row) return 0
  const turn = turnOf(rows, row)
  return forward ? turn.end : turn.start
}

/**
 * One edge of a passage moved by a word. The passage never becomes empty.
 * @param edge which end moves
 */
export function nudgeEdge(
  text: string,
  rows: readonly Row[],
  span: Span,
  edge: 'start' | 'end',
  forward: boolean,
): Span {
  if (edge === 'end') {
    const end = forward
      ? moveCaret(text, rows, span.end, 'word', true)
      : stepBack(text, rows, span.end, wordsWithin)
    return end > span.start ? wholeGraphemes(text, { start: span.start, end }) : span
  }
  const start = forward
    ? stepOn(text, rows, span.start, wordsWithin)
    : moveCaret(text, rows, span.start, 'word', false)
  return start < span.end ? wholeGraphemes(text, { start, end: span.end }) : span
}

function byCharacter(text: string, rows: readonly Row[], row: Row, offset: number, forward: boolean): number {
  if (forward) {
    if (offset >= row.bodyEnd) return rows[row.index + 1]?.bodyStart ?? offset
    return Math.min(nextBoundary(text, offset + 1), row.bodyEnd)
  }
  if (offset <= row.bodyStart) return rows[row.index - 1]?.bodyEnd ?? offset
  return Math.max(previousBoundary(text, offset - 1), row.bodyStart)
}

function byTurn(rows: readonly Row[], row: Row, offset: number, forward: boolean, extend: boolean): number {
  const turn = turnOf(rows, row)
  if (!forward) {
    if (offset > turn.start) return turn.start
    const before = turnBefore(rows, row)
    return before?.start ?? turn.start
  }
  if (extend && offset < turn.end) return turn.end
  const after = turnAfter(rows, row)
  if (!after) return turn.end
  return extend ? after.end : after.start
}

function turnBefore(rows: readonly Row[], row: Row): Span | null {
  const before = rows.findLast(other => other.index < row.index && other.number !== row.number)
  return before ? turnOf(rows, before) : null
}

function turnAfter(rows: readonly Row[], row: Row): Span | null {
  let at = row.index + 1
  while (rows[at]?.number === row.number) at++
  const after = rows[at]
  return after ? turnOf(rows, after) : null
}

/** What a stretch of the text is made of, as offsets of the text. */
type Pieces = (text: string, span: Span) => Span[]

const wordsWithin: Pieces = (text, { start, end }) =>
  wordSpans(text.slice(start, end)).map(word => ({ start: start + word.start, end: start + word.end }))

const piecesOf = (text: string, row: Row, pieces: Pieces): Span[] =>
  pieces(text, { start: row.bodyStart, end: row.bodyEnd })

function bySpan(
  text: string,
  rows: readonly Row[],
  row: Row,
  offset: number,
  forward: boolean,
  pieces: Pieces,
): number {
  const own = piecesOf(text, row, pieces)
  if (forward) {
    const next = own.find(piece => piece.end > offset)
    if (next) return next.end
    if (offset < row.bodyEnd) return row.bodyEnd
    const after = rows[row.index + 1]
    return after ? (piecesOf(text, after, pieces)[0]?.end ?? after.bodyEnd) : offset
  }
  const before = own.findLast(piece => piece.start < offset)
  if (before) return before.start
  if (offset > row.bodyStart) return row.bodyStart
  const above = rows[row.index - 1]
  return above ? (piecesOf(text, above, pieces).at(-1)?.start ?? above.bodyStart) : offset
}

/** Where a passage that ends at `offset` ends without its last piece: after the piece before that. */
function stepBack(text: string, rows: readonly Row[], offset: number, pieces: Pieces): number {
  const row = rowAt(rows, Math.max(0, offset - 1))
  if (!row) return offset
  const before = piecesOf(text, row, pieces)
    .filter(piece => piece.start < offset)
    .at(-2)
  if (before) return before.end
  return rows[row.index - 1]?.bodyEnd ?? offset
}

/** Where a passage that begins at `offset` begins without its first piece: at the piece after that. */
function stepOn(text: string, rows: readonly Row[], offset: number, pieces: Pieces): number {
  const row = rowAt(rows, offset)
  if (!row) return offset
  const next = piecesOf(text, row, pieces).filter(piece => piece.end > offset)[1]
  if (next) return next.start
  return rows[row.index + 1]?.bodyStart ?? offset
}
