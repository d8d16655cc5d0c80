import { useState } from 'react'
import type { Round } from '#shared/model/round.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { AgreedRuleFields } from './agreed-rule-fields.tsx'
import styles from './study.module.css'

/** Changes by which rule a round's agreed codings enter its consensus, and asks why. */
export function AgreedRuleDialog({ round, close }: { round: Round; close: () => void }) {
  const client = useClient()
  const [rule, setRule] = useState(round.agree)
  const [because, setBecause] = useState('')
  const { take, failure, busy } = useStep()
  return (
    <FormDialog
      title={`What counts as agreed in “${round.title}”`}
      submitLabel="Count like this"
      isReady={because.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onClose={close}
      onSubmit={() =>
        take(async () => {
          await client.rounds.setAgreed({ round: round.id, agree: rule, because: because.trim() })
          close()
        })
      }
    >
      <AgreedRuleFields rule={rule} onChange={setRule} />
      <p className={styles.quiet}>
        {round.state === 'open'
          ? 'It holds once both have submitted.'
          : 'The consensus is made anew by it. Both coders’ own codings, the figures and every ruling stay as they are.'}
      </p>
      <TextArea label="Why" value={because} onChange={setBecause} rows={2} maxLength={20_000} isRequired />
    </FormDialog>
  )
}
