import type { CodeSplit } from '#shared/model/codebook.ts'
import { Button } from '../../ui/button.tsx'
import { useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './framework-overview.module.css'
import { useFrameworkStore } from './framework-store.ts'

/** The split codes of a framework whose passages are not all judged, each one click from its queue; nothing where there is none. */
export function Splits({ splits }: { splits: readonly CodeSplit[] }) {
  const { member } = useSession()
  const mayRule = member?.roles.some(role => role !== 'coder') ?? false
  const open = splits.filter(({ queues }) => queues.some(({ left }) => left > 0))
  if (open.length === 0) return null
  return (
    <section aria-label="Being split" className={styles.versions}>
      <h3>Being split</h3>
      <ul className={styles.list}>
        {open.map(({ code, name, queues }) => {
          const sum = (whose: (coder: string | null) => boolean) =>
            queues.reduce((left, queue) => left + (whose(queue.coder) ? queue.left : 0), 0)
          const mine = sum(coder => coder === member?.id || (mayRule && coder === null))
          const others = sum(() => true) - mine
          return (
            <li key={code} className={styles.proposal}>
              <span className={styles.number}>{name}</span>
              <span className={styles.quiet}>
                {[
                  mine > 0 ? `${counted(mine, 'coding')} for you to judge` : '',
                  others > 0 ? `${counted(others, 'coding')} for others` : '',
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              <Button
                size="small"
                aria-label={`Judge the codings of ${name}`}
                onPress={() =>
                  useFrameworkStore.setState({
                    chosen: code,
                    several: new Set([code]),
                    face: 'split',
                    judgesNow: true,
                  })
                }
              >
                {mine > 0 ? 'Judge' : 'Look'}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
