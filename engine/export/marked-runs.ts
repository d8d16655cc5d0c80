import { type QuoteMark, quotePieces } from '#shared/text/quote-marks.ts'
import { plainLook, type StyledRun } from './styled-runs.ts'

/**
 * A quotation's words with the edits on them, in the looks of the original; what an edit put in is plain. `words` are the
 * quoted words, of which `runs` hold all but the white space around them.
 */
export function markedRuns(
  words: string,
  runs: readonly StyledRun[],
  marks: readonly QuoteMark[],
): StyledRun[] {
  if (marks.length === 0) return [...runs]
  let place = words.length - words.trimStart().length
  const placed = runs.map(run => {
    const from = place
    place += run.text.length
    return { run, from }
  })
  return quotePieces(words, marks).flatMap(({ text, isMark, start }) => {
    if (isMark) return [{ text, ...plainLook }]
    return placed.flatMap(({ run, from }) => {
      const part = run.text.slice(Math.max(0, start - from), Math.max(0, start + text.length - from))
      return part === '' ? [] : [{ ...run, text: part }]
    })
  })
}
