import type { Round } from '#shared/model/round.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useClient } from '../../use-engine.ts'
import { counted, listed } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import styles from './study.module.css'

/** Closing a round with differences or decisions of merging left over says how many, and what becomes of them. */
export function CloseRoundDialog({
  round,
  undecided,
  close,
}: {
  round: Round
  undecided: number
  close: () => void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const differences = round.differences?.open ?? 0
  const left = listed([
    ...(differences > 0 ? [counted(differences, 'difference')] : []),
    ...(undecided > 0 ? [counted(undecided, 'decision')] : []),
  ])
  return (
    <FormDialog
      title={`Close “${round.title}” with ${left} left open?`}
      submitLabel="Close the round"
      isReady
      isBusy={busy}
      failure={failure}
      onClose={close}
      onSubmit={() =>
        take(async () => {
          await client.rounds.close({ round: round.id, leaveOpen: true })
          close()
        })
      }
    >
      <ul className={styles.meaning}>
        {differences > 0 && <li>What has no ruling gets none: it is not in the consensus.</li>}
        {undecided > 0 && <li>Of what met in merging, what stands now stays. It is listed under Merge.</li>}
        <li>The round takes no more rulings, and no more returns.</li>
        <li>This can be undone. The history says how many were left.</li>
      </ul>
    </FormDialog>
  )
}
