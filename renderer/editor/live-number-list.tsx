import type { CountedPerson, LiveCount } from '#shared/model/live-number.ts'
import { useNavigation } from '../state/navigation.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useRead } from '../use-engine.ts'
import { counted } from '../wording.ts'
import styles from './live-number.module.css'
import { countsInWords } from './live-numbers.ts'

interface LiveNumberListProps {
  count: LiveCount
  onClose(): void
  /** Changes what is counted; absent where the memo may only be read. */
  onChange: (() => void) | undefined
}

/** Who a live number counts, each with the first of their passages, and who it does not. */
export function LiveNumberList({ count, onClose, onChange }: LiveNumberListProps) {
  const { data } = useRead('memos.count', count)
  const are = data?.people.filter(({ passages }) => passages > 0) ?? []
  const others = data?.people.filter(({ passages }) => passages === 0) ?? []
  return (
    <Dialog
      title={data?.number.said ?? 'Who is counted'}
      description={data ? countsInWords(data.number) : undefined}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      footer={
        <>
          {onChange && <Button onPress={onChange}>Change what is counted…</Button>}
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      {data && (
        <div className={styles.lists}>
          <People title={`Counted: ${are.length}`} people={are} onGo={onClose} />
          <People title={`Not counted: ${others.length}`} people={others} onGo={onClose} />
        </div>
      )}
    </Dialog>
  )
}

interface PeopleProps {
  title: string
  people: readonly CountedPerson[]
  onGo(): void
}

function People({ title, people, onGo }: PeopleProps) {
  const { go } = useNavigation()
  return (
    <section aria-label={title}>
      <h3 className={styles.head}>{title}</h3>
      <ul className={styles.people}>
        {people.map(({ id, name, site, passages, first }) => (
          <li key={id} className={styles.person}>
            {first ? (
              <button
                type="button"
                className={styles.name}
                title="Show the first passage in its transcript"
                onClick={() => {
                  onGo()
                  go('code', { ...first })
                }}
              >
                <bdi>{name}</bdi>
              </button>
            ) : (
              <bdi>{name}</bdi>
            )}
            <span className={styles.quiet}>
              {[site, passages > 0 ? counted(passages, 'passage') : null]
                .filter(part => part !== null)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
