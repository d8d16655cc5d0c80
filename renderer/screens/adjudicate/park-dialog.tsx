import { useState } from 'react'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'

interface ParkDialogProps {
  round: string
  disagreement: string
  onParked(): void
  onClose(): void
}

/** Puts a difference on the agenda of the next meeting, with what is to be asked there. */
export function ParkDialog({ round, disagreement, onParked, onClose }: ParkDialogProps) {
  const client = useClient()
  const [question, setQuestion] = useState('')
  const { take, failure, busy } = useStep()
  return (
    <FormDialog
      title="To the meeting"
      submitLabel="Put it on the agenda"
      isReady
      isBusy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        take(async () => {
          await client.adjudication.park({ round, disagreement, question })
          onParked()
        })
      }
    >
      <TextArea
        label="What is to be talked over"
        value={question}
        onChange={setQuestion}
        rows={2}
        maxLength={20_000}
        autoFocus
      />
    </FormDialog>
  )
}
