import type { Row } from './rows.ts'

/**
 * Rows that stand in one element of the page: laid out together when they come near the viewport, and left out of
 * layout together while they are far from it.
 */
export interface Chunk {
  index: number
  /** Its rows, as half-open indices. */
  from: number
  to: number
  /** What its height is reckoned from until it is laid out: code units and line ends of shown text, and turns. */
  characters: number
  breaks: number
  turns: number
}

/** The chunks of a text's rows, in order. */
export function chunksOf(rows: readonly Row[], text: string): Chunk[] {
  const chunks: Chunk[] = []
  for (const row of rows) {
    let open = chunks.at(-1)
    if (!open || open.index !== row.chunk) {
      open = { index: row.chunk, from: row.index, to: row.index, characters: 0, breaks: 0, turns: 0 }
      chunks.push(open)
    }
    open.to = row.index + 1
    open.characters += row.bodyEnd - row.bodyStart
    open.breaks += lineEnds(text, row.bodyStart, row.bodyEnd)
    if (!row.continued) open.turns += 1
  }
  return chunks
}

/** How many line ends the text has between two places. */
export function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}
