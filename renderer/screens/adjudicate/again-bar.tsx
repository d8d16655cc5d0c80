import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { counted } from '../../wording.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { everything } from './docket.ts'
import styles from './thread.module.css'
import type { Docket } from './use-docket.ts'

/** Says to a second judge what was drawn for them, as long as some of it is left. */
export function AgainBar({ docket }: { docket: Docket }) {
  const filter = useAdjudicate(state => state.filter)
  const choose = useAdjudicate(state => state.choose)
  const drawn = docket.all.filter(({ again }) => again?.isOpen)
  const left = drawn.filter(({ again }) => again?.outcome === null).length
  if (left === 0 || filter.settled === 'again') return null
  return (
    <Callout>
      <div className={styles.meeting}>
        <span>{counted(left, 'ruling')} drawn for you to judge again, without seeing what was ruled.</span>
        <Button
          size="small"
          onPress={() => choose({ filter: { ...everything, settled: 'again' }, item: null })}
        >
          Judge them
        </Button>
      </div>
    </Callout>
  )
}
