import type { Span } from '#shared/text/span.ts'

const endsInWord = /[\p{L}\p{M}\p{N}_]$/u
const beginsWord = /^[\p{L}\p{M}\p{N}_]/u

/** True where a word of the text goes on at the start or the end of the match: it is only a part of that word. */
export function isAmong(text: string, { start, end }: Span): boolean {
  const goesOn = (at: number) =>
    endsInWord.test(text.slice(Math.max(0, at - 2), at)) && beginsWord.test(text.slice(at, at + 2))
  return goesOn(start) || goesOn(end)
}
