import { Check } from 'lucide-react'
import type { Decision } from '#shared/model/merge.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import styles from './merge.module.css'
import { TextsBeside } from './texts-beside.tsx'

const settledWords = {
  keep: 'What stood was kept.',
  other: 'The other was taken.',
  placed: 'It was placed.',
  gone: 'It is so no more.',
}

/** One thing that met another in merging: both values, and what to do. What stands stands until somebody decides. */
export function DecisionItem({ packageId, decision }: { packageId: string; decision: Decision }) {
  const client = useClient()
  const go = useNavigation(({ go }) => go)
  const { run, busy } = useAct()
  const { operation, part, kind, what, stands, other, texts, canTakeOther, settled, source } = decision
  const decide = (choice: 'keep' | 'other') =>
    void run(() => client.merging.decide({ package: packageId, operation, part, choice }), {
      undoable: choice === 'keep' ? 'What stands was kept.' : 'The other was taken.',
    })
  return (
    <li className={styles.decision}>
      <p>{what}</p>
      {texts && settled === null && (
        <TextsBeside texts={texts} stands={stands ?? 'a text'} other={other ?? 'a text'} />
      )}
      {!(texts && settled === null) && (stands !== null || other !== null) && (
        <dl className={styles.values}>
          <div>
            <dt>Stands</dt>
            <dd>{stands ?? 'nothing'}</dd>
          </div>
          <div>
            <dt>Gave way</dt>
            <dd>{other ?? 'nothing'}</dd>
          </div>
        </dl>
      )}
      {settled ? (
        <p className={styles.settled}>
          <Check aria-hidden="true" /> {settledWords[settled]}
        </p>
      ) : kind === 'hidden' ? null : (
        <div className={styles.choices}>
          {(kind === 'text corrected' || kind === 'made twice') && source !== null && (
            <Button
              size="small"
              variant={kind === 'text corrected' ? 'primary' : 'secondary'}
              onPress={() => go('code', { source })}
            >
              Go to the text
            </Button>
          )}
          <Button size="small" isPending={busy} onPress={() => decide('keep')}>
            Keep what stands
          </Button>
          {canTakeOther && (
            <Button size="small" isPending={busy} onPress={() => decide('other')}>
              {kind === 'removed here' ? 'Remove it' : 'Take the other'}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
