import type { HistoryEntry } from '#shared/model/operation.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { timeOfDay } from '../../wording.ts'
import styles from './history.module.css'

/** One step; `onUndo` where it is the one that undo would take back now. */
export function Entry({ entry, onUndo }: { entry: HistoryEntry; onUndo?: () => void }) {
  const go = useNavigation(({ go }) => go)
  const { passage } = entry
  return (
    <li className={classNames(styles.entry, entry.undone && styles.undone)}>
      <time className={styles.time} dateTime={entry.at}>
        {timeOfDay(entry.at)}
      </time>
      <span className={styles.who}>{entry.who ?? 'Not signed in'}</span>
      <span className={styles.what}>
        {entry.what}
        {entry.wrongClock && <span className={styles.clock}> (the time is by a clock that was wrong)</span>}
      </span>
      <span className={styles.state}>
        {passage && (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Show the passage: ${entry.what}`}
            onPress={() => go('code', { ...passage })}
          >
            Show
          </Button>
        )}
        {entry.undone ? (
          <Badge>Undone</Badge>
        ) : (
          onUndo && (
            <Button size="small" variant="quiet" onPress={onUndo}>
              Undo
            </Button>
          )
        )}
      </span>
    </li>
  )
}
