import type { Span } from '#shared/text/span.ts'
import { countWords } from '#shared/text/words.ts'

/** Words are counted in as much as this, in code units: counting more would keep a key waiting. */
const most = 40_000

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** How many characters a stretch of a text has, as a reader counts them; code units where it is long. */
export function charactersIn(text: string, { start, end }: Span): number {
  if (end - start > most) return end - start
  let count = 0
  for (const _ of characters.segment(text.slice(start, end))) count++
  return count
}

/** How many words a stretch of a text has; null where it is too long to count while somebody is selecting. */
export const wordsIn = (text: string, { start, end }: Span): number | null =>
  end - start > most ? null : countWords(text.slice(start, end))
