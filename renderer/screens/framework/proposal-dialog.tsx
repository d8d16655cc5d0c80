import { useState } from 'react'
import type { ProposedCode } from '#shared/model/merge.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useStep } from '../use-step.ts'

interface ProposalDialogProps {
  code: ProposedCode
  /** Accepts it under a name, or declines it. */
  kind: 'rename' | 'decline'
  onClose(): void
}

/** A lead's decision on a proposed code that needs words: under which name it is accepted, or why it is declined. */
export function ProposalDialog({ code, kind, onClose }: ProposalDialogProps) {
  const client = useClient()
  const [name, setName] = useState(code.name)
  const [because, setBecause] = useState('')
  const { take, failure, busy } = useStep()
  const isDeclining = kind === 'decline'
  return (
    <FormDialog
      title={isDeclining ? `Decline “${code.name}”?` : `Accept “${code.name}” under another name`}
      submitLabel={isDeclining ? 'Decline' : 'Accept'}
      isReady={isDeclining ? because.trim() !== '' : name.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        take(async () => {
          await client.codebook.updateCode({
            code: code.id,
            because: because.trim(),
            ...(isDeclining ? { status: 'retired' } : { status: 'agreed', name: name.trim() }),
          })
          onClose()
        })
      }
    >
      {isDeclining ? (
        <p>
          {code.passages === 0
            ? 'Nothing is coded with it. It is retired and offered no more.'
            : `${counted(code.passages, 'coding')} made with it stay as ${code.by ?? 'its coder'} made them, under the retired code, which is offered no more. To have them count as another code, merge it into that one instead.`}
        </p>
      ) : (
        <TextField label="Name" value={name} onChange={setName} maxLength={200} />
      )}
      <TextArea
        label="Why"
        description="Kept in the framework’s log."
        value={because}
        onChange={setBecause}
        rows={2}
        maxLength={20_000}
        isRequired={isDeclining}
      />
    </FormDialog>
  )
}
