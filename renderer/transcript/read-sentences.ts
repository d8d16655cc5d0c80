import type { Span } from '#shared/text/span.ts'
import { sentenceSpans } from '#shared/text/words.ts'

/** The sentences of a row's text as it is read: a tab parts the cells of a table, and so ends one. */
export function readSentences(text: string): Span[] {
  const found: Span[] = []
  for (const { 0: cell, index } of text.matchAll(/[^\t]+/g)) {
    for (const { start, end } of sentenceSpans(cell)) found.push({ start: index + start, end: index + end })
  }
  return found
}
