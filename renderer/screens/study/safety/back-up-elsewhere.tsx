import { useState } from 'react'
import type { OpenStudy } from '#shared/model/study.ts'
import { desktop } from '../../../desktop.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast-queue.ts'
import { useClient } from '../../../use-engine.ts'
import { useStep } from '../../use-step.ts'
import styles from './safety.module.css'

/** Puts a finished, verified backup into a folder that may be synced or on a network. */
export function BackUpElsewhere({ study, close }: { study: OpenStudy; close: () => void }) {
  const client = useClient()
  const [to, setTo] = useState('')
  const { take, failure, busy } = useStep()
  const bridge = desktop()
  return (
    <FormDialog
      title="Back up to another folder"
      description="A whole copy of the study as it stands, verified before it gets its name."
      submitLabel="Back up"
      isReady={to.trim() !== ''}
      isBusy={busy}
      failure={failure}
      onSubmit={() =>
        take(async () => {
          const { path } = await client.study.backup({ to: to.trim() })
          close()
          showToast({ message: `Backed up and verified: ${path}` })
        })
      }
      onClose={close}
    >
      <div className={styles.place}>
        <TextField label="Folder" value={to} onChange={setTo} autoFocus />
        {bridge && (
          <Button
            onPress={() =>
              void bridge
                .chooseFolder({ title: 'Folder to put the backup in' })
                .then(path => path !== null && setTo(path))
            }
          >
            Choose…
          </Button>
        )}
      </div>
      <p className={styles.quiet}>
        The University’s server, OneDrive, Dropbox and the like will do: a backup is finished when it gets
        there.
        {study.openSlot && ' It has no passphrase, so whoever can open that folder can read it.'}
      </p>
    </FormDialog>
  )
}
