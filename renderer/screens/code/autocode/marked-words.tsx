import type { Span } from '#shared/text/span.ts'
import styles from './preview.module.css'

interface MarkedWordsProps {
  /** A stretch of a source's text, and where it begins there. */
  text: string
  start: number
  passage: Span
  matches: readonly Span[]
}

/** Words with the passage told from what stands around it, and the matches in it marked. */
export function MarkedWords({ text, start, passage, matches }: MarkedWordsProps) {
  const slice = (from: number, to: number) => text.slice(Math.max(0, from - start), Math.max(0, to - start))
  const end = start + text.length
  let reached = Math.max(passage.start, start)
  const inside = matches
    .filter(match => match.start < end && match.end > start)
    .map(match => {
      const before = slice(reached, match.start)
      reached = match.end
      return (
        <span key={match.start}>
          {before}
          <mark>{slice(match.start, match.end)}</mark>
        </span>
      )
    })
  return (
    <>
      {slice(start, passage.start)}
      <span className={styles.passage}>
        {inside}
        {slice(reached, passage.end)}
      </span>
      {slice(passage.end, end)}
    </>
  )
}
