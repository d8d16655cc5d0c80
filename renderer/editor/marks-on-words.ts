import { fittingMarks, type QuoteMark } from '#shared/text/quote-marks.ts'

/**
 * Edits that somebody is making on quoted words, on the words as they were corrected meanwhile: each goes along with its
 * words, and one on words that were corrected stands over what came for them, so that nothing left out is shown.
 */
export function marksOnWords(marks: readonly QuoteMark[], before: string, after: string): QuoteMark[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const behind = before.length - tail
  const moved = after.length - before.length
  let last = 0
  const carried = fittingMarks(marks, before.length).map(({ start, end, text }): QuoteMark => {
    const from = Math.max(last, start <= head ? start : start >= behind ? start + moved : head)
    const to = start === end ? from : end <= head ? end : end >= behind ? end + moved : after.length - tail
    last = Math.max(from, to)
    return { start: from, end: last, text }
  })
  return fittingMarks(carried, after.length)
}
