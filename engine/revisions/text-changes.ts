import type { TextChange, WordsInContext } from '#shared/model/revision.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'

/** How much of the text beside a passage is shown with it, in UTF-16 units. */
const around = 60

/** An edit as a correction keeps it: this extent of the text before became `length` units of the one after. */
export type KeptEdit = readonly [start: number, end: number, length: number]

/** What edits changed, with context, the first `most` of them. */
export function textChanges(
  before: string,
  after: string,
  edits: readonly KeptEdit[],
  most: number,
): { changes: TextChange[]; further: number } {
  let shift = 0
  const changes = edits.slice(0, most).map(([start, end, length]) => {
    const at = start + shift
    shift += length - (end - start)
    const { head, text, tail } = inContext(after, { start: at, end: at + length })
    return { start: at, end: at + length, head, before: before.slice(start, end), after: text, tail }
  })
  return { changes, further: Math.max(0, edits.length - most) }
}

/** The words of a span with whole words around them. */
export function inContext(text: string, { start, end }: Span): WordsInContext {
  const from = Math.max(0, start - around)
  const to = Math.min(text.length, end + around)
  const head = text.slice(from === 0 ? 0 : nextBoundary(text, from), start)
  const tail = text.slice(end, to === text.length ? to : previousBoundary(text, to))
  return {
    head: from === 0 ? head : head.replace(/^\S*\s+/, '… '),
    text: text.slice(start, end),
    tail: to === text.length ? tail : tail.replace(/\s+\S*$/, ' …'),
  }
}

/** Where a place of the text before is in the text after; one within an edit is where that begins. */
export function carriedPlace(edits: readonly KeptEdit[], at: number): number {
  let shift = 0
  for (const [start, end, length] of edits) {
    if (start >= at) break
    if (end > at) return start + shift
    shift += length - (end - start)
  }
  return at + shift
}
