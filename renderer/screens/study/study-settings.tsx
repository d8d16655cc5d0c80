import { useState } from 'react'
import type { OpenStudy, Stance } from '#shared/model/study.ts'
import { desktop } from '../../desktop.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useSession } from '../../use-engine.ts'
import { stances } from '../stances.ts'
import { useStep } from '../use-step.ts'
import styles from './study.module.css'

/** The study's title and stance, and where it lies. */
export function StudySettings({ study, close }: { study: OpenStudy; close: () => void }) {
  const client = useClient()
  const [title, setTitle] = useState(study.title)
  const [stance, setStance] = useState<Stance>(study.stance)
  const [countsQuoted, setCountsQuoted] = useState(study.countsQuoted)
  const { take, failure, busy } = useStep()
  const bridge = desktop()
  const isLead = useSession().member?.roles.includes('lead') ?? false
  const isChanged =
    title.trim() !== study.title || stance !== study.stance || countsQuoted !== study.countsQuoted
  const keep = () =>
    take(async () => {
      if (isChanged) await client.study.update({ title: title.trim(), stance, countsQuoted })
      close()
    })
  return (
    <Dialog
      title="Study settings"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="study-settings"
            isDisabled={!isLead || title.trim() === ''}
            isPending={busy}
          >
            Keep the changes
          </Button>
        </>
      }
    >
      <form
        id="study-settings"
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (title.trim() !== '') keep()
        }}
      >
        <FailureCallout failure={failure} />
        {!isLead && <p className={styles.quiet}>A lead of the study changes these.</p>}
        <TextField label="Title" value={title} onChange={setTitle} maxLength={120} isDisabled={!isLead} />
        <RadioGroup
          label="How the study regards agreement"
          options={stances}
          value={stance}
          isDisabled={!isLead}
          onChange={setStance}
        />
        <Switch
          isSelected={countsQuoted}
          isDisabled={!isLead}
          onChange={setCountsQuoted}
          description="What stands only in an email’s quoted replies and signature is left out of the counts beside codes and of the coded share, unless this is on."
        >
          Count what emails quote
        </Switch>
        <dl className={styles.facts}>
          <dt>Folder</dt>
          <dd>
            <span className={styles.path}>{study.path}</span>
            {bridge && (
              <Button variant="quiet" size="small" onPress={() => void bridge.reveal(study.path)}>
                Show it
              </Button>
            )}
          </dd>
        </dl>
      </form>
    </Dialog>
  )
}
