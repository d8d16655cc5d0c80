import { useState } from 'react'
import type { Round } from '#shared/model/round.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useClient } from '../../use-engine.ts'
import { listed } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import styles from './study.module.css'

/** Ending a round's blinding cannot be undone: says what will be seen by whom, and asks why. */
export function UnblindDialog({ round, close }: { round: Round; close: () => void }) {
  const client = useClient()
  const [because, setBecause] = useState('')
  const { take, failure, busy } = useStep()
  const names = listed(round.coders.map(({ name }) => name))
  return (
    <FormDialog
      title={`End the blinding of “${round.title}”?`}
      submitLabel="End the blinding"
      isReady={because.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onClose={close}
      onSubmit={() =>
        take(async () => {
          await client.rounds.unblind({ round: round.id, because: because.trim() })
          close()
        })
      }
    >
      <ul className={styles.meaning}>
        <li>
          {names} see each other’s codings, notes, memos and added codes at once, and so does everybody else
          in the study. They go on coding.
        </li>
        <li>
          What they have seen cannot be unseen: agreement in this round is no longer between independent
          coders.
        </li>
        <li>This cannot be undone. The history, the round and its plan say who decided it and why.</li>
      </ul>
      <TextArea label="Why" value={because} onChange={setBecause} rows={2} maxLength={20_000} isRequired />
    </FormDialog>
  )
}
