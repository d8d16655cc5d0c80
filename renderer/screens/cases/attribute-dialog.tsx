import { useState } from 'react'
import type { Attribute, AttributeType, CaseKind } from '#shared/model/case.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import { attributeTypes } from './attribute-types.ts'

/** Adds an attribute, or changes the name, type and choices of one. */
export function AttributeDialog({
  about,
  attribute,
  close,
}: {
  about: CaseKind
  attribute: Attribute | null
  close(): void
}) {
  const client = useClient()
  const { take, failure, busy } = useStep()
  const [name, setName] = useState(attribute?.name ?? '')
  const [type, setType] = useState<AttributeType>(attribute?.type ?? 'text')
  const [lines, setLines] = useState(attribute?.choices.join('\n') ?? '')
  const tooLong = whyNotNamed(name)
  const isReady = name.trim() !== '' && tooLong === null
  const keep = () =>
    take(async () => {
      const choices = lines.split('\n').filter(line => line.trim() !== '')
      if (attribute) await client.cases.updateAttribute({ attribute: attribute.id, name, type, choices })
      else await client.cases.addAttribute({ about, name, type, choices })
      close()
    })
  return (
    <FormDialog
      title={attribute ? `Attribute “${attribute.name}”` : 'Add an attribute'}
      description={about === 'person' ? 'Of every person' : 'Of every site'}
      submitLabel={attribute ? 'Change' : 'Add'}
      isReady={isReady}
      isBusy={busy}
      failure={failure}
      onSubmit={keep}
      onClose={close}
    >
      <TextField label="Name" autoFocus value={name} onChange={setName} error={tooLong ?? undefined} />
      <Select<AttributeType> label="Type" options={attributeTypes} value={type} onChange={setType} />
      {type === 'choice' && (
        <TextArea
          label="Choices"
          description="One a line, in the order they are to be shown."
          value={lines}
          onChange={setLines}
        />
      )}
    </FormDialog>
  )
}
