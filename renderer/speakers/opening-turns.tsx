import type { Opening } from '#shared/model/speakers.ts'
import { recordingTime } from '../wording.ts'
import styles from './speakers.module.css'

/** How a document begins, cut into turns as it will be. */
export function OpeningTurns({ opening }: { opening: Opening }) {
  return (
    <ol className={styles.opening}>
      {placed(opening).map(({ turn, place }) => (
        <li key={place} className={styles.turn} data-kind={turn.kind}>
          {(turn.speaker !== null || turn.startMs !== null) && (
            <p className={styles.who}>
              {turn.speaker !== null && <strong>{turn.speaker}</strong>}
              {turn.startMs !== null && <time>{recordingTime(turn.startMs)}</time>}
            </p>
          )}
          <p className={styles.words}>{turn.text}</p>
        </li>
      ))}
    </ol>
  )
}

/** Turns with where each stands among them: two may hold the same words. */
function placed<T extends { text: string }>(turns: readonly T[]): { turn: T; place: number }[] {
  let place = 0
  return turns.map(turn => {
    place += turn.text.length + 1
    return { turn, place }
  })
}
