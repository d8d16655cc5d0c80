import type { Segment, SegmentKind } from '#shared/model/document.ts'
import { previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { joinWrapped } from '#shared/text/wrapped-lines.ts'

/**
 * One block of the transcript as it is drawn. The rows of a text cover it without gap or overlap:
 * `start..end` is everything the row stands for, `bodyStart..bodyEnd` what is shown as running text. What lies
 * between is the speaker's label or a time mark (shown in the gutter) or white space (shown as the row's end).
 */
export interface Row extends Span {
  index: number
  bodyStart: number
  bodyEnd: number
  kind: SegmentKind | 'gap'
  /** Index of its segment among the source's parts, or null for text that lies between segments. */
  segment: number | null
  speaker: string | null
  /** True where the speaker is one who asks. */
  asking: boolean
  startMs: number | null
  /** True for every block after the first of a segment that was split. */
  continued: boolean
  /** Number of the turn or paragraph, from 1; blocks of one segment share it. */
  number: number
  /** The chunk of rows it is laid out with, from 0, and its place in it. */
  chunk: number
  place: number
}

/** A chunk is full with this many code units of shown text, half a screen to a screen and a half, or this many rows. */
const fullChunk = 2500
const mostRows = 20

/** Longest block drawn as one row, in code units; a longer segment is split into blocks of about half of it. */
const longest = 3000
const block = 2000

/**
 * The rows of a text from the segments its format gave it.
 * Text between segments becomes rows too where it holds more than white space, so every character is in a row.
 * @param parts in order and without overlap; a part that begins inside the one before is shortened
 * @param interviewers the speakers who ask the questions
 */
export function buildRows(text: string, parts: readonly Segment[], interviewers: readonly string[]): Row[] {
  const asks = new Set(interviewers)
  const rows: Row[] = []
  let reached = 0
  let number = 0
  let filled = 0

  const put = (piece: Omit<Row, 'index' | 'start' | 'number' | 'continued' | 'chunk' | 'place'>) => {
    number++
    let from = piece.bodyStart
    for (const cut of cuts(text, piece.bodyStart, piece.bodyEnd)) {
      const continued = from !== piece.bodyStart
      const last = cut === piece.bodyEnd
      const bodyStart = continued ? skipSpace(text, from, cut) : from
      const bodyEnd = trimEnd(text, bodyStart, cut)
      const before = rows.at(-1)
      const isFull = filled >= fullChunk || (before?.place ?? 0) + 1 >= mostRows
      const place = before && !isFull ? before.place + 1 : 0
      filled = (place === 0 ? 0 : filled) + bodyEnd - bodyStart
      rows.push({
        ...piece,
        index: rows.length,
        start: reached,
        end: last ? piece.end : cut,
        bodyStart,
        bodyEnd,
        continued,
        number,
        chunk: place === 0 ? (before?.chunk ?? -1) + 1 : (before?.chunk ?? 0),
        place,
      })
      reached = last ? piece.end : cut
      from = cut
    }
  }

  const passOver = (until: number) => {
    if (until <= reached) return
    const bodyStart = skipSpace(text, reached, until)
    if (bodyStart < until) {
      const bodyEnd = trimEnd(text, bodyStart, until)
      put({ ...nobody, kind: 'gap', segment: null, bodyStart, bodyEnd, end: until })
      return
    }
    const before = rows.at(-1)
    if (!before) return
    before.end = until
    reached = until
  }

  for (const [segment, part] of parts.entries()) {
    passOver(Math.min(part.start, text.length))
    const end = Math.min(part.end, text.length)
    if (end <= reached) continue
    const said = part.speaker?.trim() || null
    const speaker = said ?? fieldName(text, part)
    const startMs = part.startMs ?? null
    const labelled = speaker !== null || startMs !== null
    const spoken = labelled ? Math.min(Math.max(part.bodyStart, reached), end) : Math.max(part.start, reached)
    const firstWord = skipSpace(text, spoken, end)
    if (firstWord === end && !labelled) continue
    const asking = said !== null && asks.has(said)
    // Who said nothing has a place before the label: the one after it is the next row's.
    const bodyStart = firstWord === end ? Math.max(part.start, reached) : firstWord
    const bodyEnd = firstWord === end ? bodyStart : trimEnd(text, bodyStart, end)
    put({ kind: part.kind, segment, speaker, asking, startMs, bodyStart, bodyEnd, end })
  }
  passOver(text.length)
  return rows
}

/** The name of a record's field, which stands where a speaker's would; null for anything else. */
function fieldName(text: string, { kind, start, bodyStart }: Segment): string | null {
  if (kind !== 'field') return null
  return text.slice(start, bodyStart).replace(/:\s*$/, '').trim() || null
}

const nobody = { speaker: null, asking: false, startMs: null }

/** The row that holds `offset`; the last row for the text's end. Null only where there are no rows. */
export function rowAt(rows: readonly Row[], offset: number): Row | null {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return rows[low] ?? null
}

/** The shown text of the whole turn a row belongs to: all blocks of its segment. */
export function turnOf(rows: readonly Row[], row: Row): Span {
  let first = row
  let last = row
  for (let at = row.index - 1; rows[at]?.number === row.number; at--) first = rows[at] ?? first
  for (let at = row.index + 1; rows[at]?.number === row.number; at++) last = rows[at] ?? last
  return { start: first.bodyStart, end: last.bodyEnd }
}

/** The place in shown text nearest to `offset`: labels and white space between rows give way to the row's body. */
export function shownOffset(rows: readonly Row[], offset: number): number {
  const row = rowAt(rows, offset)
  return row ? Math.min(Math.max(offset, row.bodyStart), row.bodyEnd) : 0
}

function skipSpace(text: string, from: number, until: number): number {
  let at = from
  while (at < until && isSpace(text.charCodeAt(at))) at++
  return at
}

function trimEnd(text: string, from: number, until: number): number {
  let at = until
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

const isSpace = (unit: number): boolean =>
  unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x2028 || unit === 0x2029

/** Where the blocks of a body end: at a line end, else after a sentence, else at a space, else anywhere allowed. */
function cuts(text: string, start: number, end: number): number[] {
  const found: number[] = []
  let from = start
  while (end - from > longest) {
    const reach = text.slice(from, from + block)
    const least = block / 2
    const paragraph = joinWrapped(reach).lastIndexOf('\n') + 1
    const line = reach.lastIndexOf('\n') + 1
    const sentence = Math.max(...['. ', '? ', '! '].map(stop => reach.lastIndexOf(stop) + 2))
    const space = reach.lastIndexOf(' ') + 1
    const wanted = [paragraph, line, sentence > 1 ? sentence : 0, space].find(at => at > least) ?? 0
    const whole = previousBoundary(text, from + (wanted > 0 ? wanted : block))
    // A character that is longer than a block is drawn in several: what draws it in one takes minutes.
    from = whole > from ? whole : from + block
    found.push(from)
  }
  found.push(end)
  return found
}
