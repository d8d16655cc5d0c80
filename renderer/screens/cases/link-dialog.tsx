import { useState } from 'react'
import type { Case } from '#shared/model/case.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import styles from './cases.module.css'

const whole = 'whole'

/** Links a source, or one speaker in it, to a case. */
export function LinkDialog({ of, close }: { of: Case; close(): void }) {
  const client = useClient()
  const sources = useRead('sources.list', {}).data ?? []
  const { take, failure, busy } = useStep()
  const [source, setSource] = useState<string | null>(null)
  const [speaker, setSpeaker] = useState(whole)
  const speakers = sources.find(({ id }) => id === source)?.speakers ?? []
  const link = () =>
    take(async () => {
      if (source === null) return
      const name = speaker === whole ? null : speaker.slice(1)
      await client.cases.link({ links: [{ source, speaker: name, case: of.id }] })
      close()
    })
  return (
    <Dialog
      title={`Link a source to “${of.name}”`}
      isOpen
      onOpenChange={isOpen => !isOpen && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" isDisabled={source === null} isPending={busy} onPress={link}>
            Link
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ComboBox
          label="Source"
          autoFocus
          options={sources.map(({ id, title, cases }) => ({
            id,
            label: title,
            ...(cases.length > 0 ? { description: cases.join(', ') } : {}),
          }))}
          value={source}
          onChange={next => {
            setSource(next)
            setSpeaker(whole)
          }}
        />
        {speakers.length > 0 && (
          <Select
            label="What belongs to the case"
            options={[
              { id: whole, label: 'The whole source' },
              ...speakers.map(name => ({ id: `:${name}`, label: `What ${name} says` })),
            ]}
            value={speaker}
            onChange={setSpeaker}
          />
        )}
        <FailureCallout failure={failure} />
      </div>
    </Dialog>
  )
}
