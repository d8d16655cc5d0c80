import type { Round } from '#shared/model/round.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useClient } from '../../use-engine.ts'
import { counted, listed } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import styles from './study.module.css'

/** Closing a round with differences, decisions of merging or hand-outs left over says which, and what becomes of them. */
export function CloseRoundDialog({
  round,
  undecided,
  away,
  close,
}: {
  round: Round
  undecided: number
  /** Whose hand-outs have not come back, by name. */
  away: readonly string[]
  close: () => void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const differences = round.differences?.open ?? 0
  const left = listed([
    ...(differences > 0 ? [counted(differences, 'difference')] : []),
    ...(undecided > 0 ? [counted(undecided, 'decision')] : []),
  ])
  const out = listed(away)
  return (
    <FormDialog
      title={
        left === ''
          ? `Close “${round.title}” without what ${out} did away?`
          : `Close “${round.title}” with ${left} left open?`
      }
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
        {away.length > 0 && (
          <li>
            {away.length === 1
              ? `The hand-out of ${out} has not come back. What was done in it cannot be merged once the round is closed.`
              : `The hand-outs of ${out} have not come back. What was done in them cannot be merged once the round is closed.`}
          </li>
        )}
        <li>The round takes no more rulings, and no more returns.</li>
        <li>This can be undone.{left !== '' && ' The history says how many were left.'}</li>
      </ul>
    </FormDialog>
  )
}
