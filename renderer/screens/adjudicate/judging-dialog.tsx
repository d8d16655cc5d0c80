import { useState } from 'react'
import type { JudgingRules } from '#shared/model/discussion.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'

/** How the round's differences are judged: with names or without, and whether by its coders. */
export function JudgingDialog({ round, onClose }: { round: string; onClose(): void }) {
  const client = useClient()
  const kept = useRead('adjudication.judging', { round }).data
  const [changed, setChanged] = useState<Partial<JudgingRules>>({})
  const { take, failure, busy } = useStep()
  const rules = kept && { ...kept, ...changed }
  return (
    <FormDialog
      title="How to judge"
      submitLabel="Judge like this"
      isReady={rules !== undefined}
      isBusy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        take(async () => {
          if (rules) await client.adjudication.setJudging({ round, ...rules })
          onClose()
        })
      }
    >
      <Switch
        isSelected={rules?.namesHidden ?? false}
        onChange={namesHidden => setChanged({ ...changed, namesHidden })}
      >
        Hide the coders’ names and shuffle whose reading comes first
      </Switch>
      <Switch
        isSelected={rules?.codersMayRule ?? true}
        onChange={codersMayRule => setChanged({ ...changed, codersMayRule })}
      >
        The round’s coders may rule, where they are reviewers or leads
      </Switch>
    </FormDialog>
  )
}
