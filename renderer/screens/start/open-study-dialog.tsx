import { useState } from 'react'
import { useDialogs } from '../../state/dialogs.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import styles from './dialogs.module.css'
import { openStudyAt } from './opening-store.ts'

/** Opens a study by its path: a browser has no dialog that could name a folder. */
export function OpenStudyDialog() {
  const { open, close } = useDialogs()
  return open === 'open-study' ? <OpenStudyForm close={close} /> : null
}

function OpenStudyForm({ close }: { close: () => void }) {
  const client = useClient()
  const [path, setPath] = useState('')
  const isReady = path.trim() !== ''
  return (
    <Dialog
      title="Open a study"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="open-study" isDisabled={!isReady}>
            Open
          </Button>
        </>
      }
    >
      <form
        id="open-study"
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (!isReady) return
          close()
          void openStudyAt(client, path.trim().replace(/^"(.*)"$/, '$1'))
        }}
      >
        <TextField
          label="The study’s folder"
          description="Its whole path on this computer. A study’s folder ends in .tandem; copy its path in the file manager and paste it here."
          placeholder="/home/me/Documents/Rehabilitation trial.tandem"
          value={path}
          onChange={setPath}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
