import { useState } from 'react'
import type { Stance } from '#shared/model/study.ts'
import { desktop } from '../../desktop.ts'
import { isReady, NewPassphraseFields, noPassphrase } from '../../lock/new-passphrase.tsx'
import { showRecoveryKey } from '../../lock/recovery-key-store.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { stances } from '../stances.ts'
import { useStep } from '../use-step.ts'
import styles from './dialogs.module.css'

/** Makes a study and opens it: title, place, frameworks, stance, and a passphrase if wanted. */
export function NewStudyDialog() {
  const { open, close } = useDialogs()
  return open === 'new-study' ? <NewStudyForm close={close} /> : null
}

function NewStudyForm({ close }: { close: () => void }) {
  const client = useClient()
  const go = useNavigation(({ go }) => go)
  const library = useRead('library.recent', {}).data
  const shipped = useRead('library.frameworks', {}).data ?? []
  const [title, setTitle] = useState('')
  const [folder, setFolder] = useState('')
  const [frameworks, setFrameworks] = useState<string[]>(['npt'])
  const [stance, setStance] = useState<Stance>('codebook')
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const { take, failure, busy } = useStep()
  const wantsPassphrase = passphrase.words !== '' || passphrase.again !== ''
  const ready = title.trim() !== '' && (!wantsPassphrase || isReady(passphrase))
  const create = () =>
    take(async () => {
      const made = await client.library.create({
        title: title.trim(),
        frameworks,
        stance,
        ...(folder.trim() ? { folder: folder.trim() } : {}),
        ...(wantsPassphrase ? { passphrase: passphrase.words } : {}),
      })
      close()
      if (made.recoveryKey !== null) showRecoveryKey(made.recoveryKey, made.title)
      go('study')
    })
  const bridge = desktop()
  return (
    <FormDialog
      title="New study"
      size="large"
      submitLabel="Make the study"
      isReady={ready}
      isBusy={busy}
      failure={failure}
      onSubmit={create}
      onClose={close}
    >
      <div className={styles.pair}>
        <TextField label="Title" value={title} onChange={setTitle} isRequired autoFocus maxLength={120} />
        <div className={styles.place}>
          <TextField
            label="Folder to keep it in"
            description="A folder of the study’s name is made there. Empty: Tandem’s own."
            placeholder={library?.folder ?? ''}
            value={folder}
            onChange={setFolder}
          />
          {bridge && (
            <Button
              onPress={() =>
                void bridge
                  .chooseFolder({ title: 'Folder to keep the study in' })
                  .then(path => path !== null && setFolder(path))
              }
            >
              Choose…
            </Button>
          )}
        </div>
      </div>
      <div className={styles.pair}>
        <RadioGroup
          label="How the study regards agreement"
          options={stances}
          value={stance}
          onChange={setStance}
        />
        <CheckboxGroup
          label="Frameworks beside the study’s own"
          description="Others can be added later."
          value={frameworks}
          onChange={setFrameworks}
        >
          {shipped.map(({ id, name, description }) => (
            <Checkbox key={id} value={id} description={description}>
              {name}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </div>
      <Disclosure title="Passphrase" aside={wantsPassphrase ? 'Set' : 'None'}>
        <div className={styles.form}>
          <p className={styles.quiet}>
            Without one, anyone who can read the folder can read the study. With one, it is asked for each
            time the study is opened. Tandem keeps it nowhere; a recovery key to print, which you are shown
            once, opens the study if it is forgotten.
          </p>
          <NewPassphraseFields label="Passphrase" value={passphrase} onChange={setPassphrase} />
        </div>
      </Disclosure>
    </FormDialog>
  )
}
