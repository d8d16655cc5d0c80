import { type CSSProperties, memo } from 'react'
import type { Mark } from '#shared/model/document.ts'
import { recordingTime } from '../wording.ts'
import type { Row } from './rows.ts'
import { type Run, runsOf } from './runs.ts'
import styles from './transcript.module.css'

interface TranscriptRowProps {
  text: string
  row: Row
  /** True where the speaker is not the one of the row above. */
  speakerChanges: boolean
  marks: readonly Mark[]
}

/** One block of the transcript: gutter, then the running text as the row's last element (see dom-position.ts). */
export const TranscriptRow = memo(function TranscriptRow({
  text,
  row,
  speakerChanges,
  marks,
}: TranscriptRowProps) {
  const body = text.slice(row.bodyStart, row.bodyEnd)
  const named = row.speaker !== null && speakerChanges && !row.continued
  return (
    <div
      className={styles.row}
      data-row={row.index}
      data-kind={row.kind}
      data-named={named || undefined}
      data-asking={row.asking || undefined}
      data-follows={!speakerChanges || row.continued || undefined}
      style={{ '--chars': body.length, '--breaks': countBreaks(body) } as CSSProperties}
    >
      <div className={styles.gutter}>
        {named && (
          <span className={styles.speaker} dir="auto" title={row.speaker ?? undefined}>
            {row.speaker}
          </span>
        )}
        <span className={styles.where}>
          {row.startMs !== null && !row.continued && (
            <span className={styles.time}>{recordingTime(row.startMs)}</span>
          )}
          {!row.continued && (
            <span className={styles.number} data-nth={nthOf(row.number)} aria-hidden="true">
              {row.number}
            </span>
          )}
        </span>
      </div>
      <div className={styles.body} dir="auto">
        {runsOf({ start: row.bodyStart, end: row.bodyEnd }, marks).map(run => (
          <RunText key={run.start} run={run} text={text.slice(run.start, run.end)} />
        ))}
      </div>
    </div>
  )
})

function RunText({ run, text }: { run: Run; text: string }) {
  if (run.styles.length === 0) return text
  return <span className={run.styles.map(style => styles[style]).join(' ')}>{text}</span>
}

/** Which of the sparser numberings a turn's number stands in. */
const nthOf = (number: number): string | undefined =>
  number % 10 === 0 ? '5 10' : number % 5 === 0 ? '5' : undefined

function countBreaks(body: string): number {
  let breaks = 0
  for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) breaks++
  return breaks
}
