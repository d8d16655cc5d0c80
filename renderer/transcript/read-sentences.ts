import type { Span } from '#shared/text/span.ts'
import { sentencesWithin } from '#shared/text/words.ts'

/**
 * The sentences of a stretch of a text as it is read, as offsets of that text: a tab parts the cells of a table, and so
 * ends one.
 */
export function readSentences(text: string, { start, end }: Span): Span[] {
  const found: Span[] = []
  for (const { 0: cell, index } of text.slice(start, end).matchAll(/[^\t]+/g)) {
    const from = start + index
    found.push(...sentencesWithin(text, { start: from, end: from + cell.length }))
  }
  return found
}
