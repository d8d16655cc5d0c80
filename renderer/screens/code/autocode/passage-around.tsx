import type { Proposal } from '#shared/model/autocode.ts'
import type { SourceText } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { Spinner } from '../../../ui/spinner.tsx'
import { useRead } from '../../../use-engine.ts'
import { MarkedWords } from './marked-words.tsx'
import styles from './preview.module.css'

/** Text shown before and after a passage, in UTF-16 code units, and the most that is shown of the passage itself. */
const around = 500
const most = 4000

/** A passage in what was said before and after it, and by whom. */
export function PassageAround({ proposal }: { proposal: Proposal }) {
  const { data: source, failure } = useRead('sources.open', { source: proposal.source })
  if (failure) return <p>{failure.message}</p>
  if (!source) return <Spinner />
  return turnsAround(source, proposal).map(({ start, end, speaker }) => (
    <p key={start} className={styles.around}>
      {speaker !== null && <span className={styles.who}>{speaker}</span>}
      <MarkedWords
        text={source.text.slice(start, end)}
        start={start}
        passage={proposal}
        matches={proposal.matches}
      />
    </p>
  ))
}

/** The turns near a passage, each as far as it is near. */
function turnsAround(
  { text, parts }: SourceText,
  { start, end }: Span,
): (Span & { speaker: string | null })[] {
  const from = startOfWord(text, Math.max(0, start - around))
  const to = Math.min(text.length, Math.min(end, start + most) + around)
  const near = parts.map(part => {
    const speaker = part.speaker ?? null
    const body = speaker === null ? part.start : part.bodyStart
    return { start: Math.max(from, body), end: Math.min(to, part.end), speaker }
  })
  const turns = near.filter(part => part.start < part.end)
  return turns.length > 0 ? turns : [{ start: from, end: to, speaker: null }]
}

/** The first place at or after an offset where a word begins, if one begins soon. */
function startOfWord(text: string, from: number): number {
  if (from === 0) return 0
  const space = text.slice(from, from + 40).search(/\s/)
  return space < 0 ? from : from + space + 1
}
