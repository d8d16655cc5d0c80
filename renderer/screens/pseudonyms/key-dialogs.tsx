import { useState } from 'react'
import type { PseudonymKeyState } from '#shared/model/pseudonym.ts'
import { desktop } from '../../desktop.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, usePreferences } from '../../use-engine.ts'
import { useStep } from '../use-step.ts'
import styles from './pseudonyms.module.css'

const shortest = 8
const kinds = [{ name: 'Key of pseudonyms', extensions: ['tandem-key'] }]

/** Makes the key: where its file is kept, and its passphrase. */
export function MakeKeyDialog({ usualPath, close }: { usualPath: string; close: () => void }) {
  const client = useClient()
  const { keyPlaces } = usePreferences()
  const [path, setPath] = useState(usualPath)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const { take, failure, busy } = useStep()
  const isShort = passphrase !== '' && passphrase.length < shortest
  const differs = again !== '' && passphrase !== again
  const ready = path.trim() !== '' && passphrase.length >= shortest && passphrase === again
  const make = () =>
    take(async () => {
      await client.pseudonyms.makeKey({ path: path.trim(), passphrase })
      const { key, path: kept } = await client.pseudonyms.state({})
      if (key && kept) await client.library.setPreferences({ keyPlaces: { ...keyPlaces, [key]: kept } })
      close()
    })
  const bridge = desktop()
  return (
    <FormDialog
      title="Make a key of pseudonyms"
      submitLabel="Make the key"
      isReady={ready}
      isBusy={busy}
      failure={failure}
      onSubmit={make}
      onClose={close}
    >
      <div className={styles.place}>
        <TextField
          label="File to keep it in"
          description="Outside the study’s folder. Best where fewer people can open it, and backed up."
          value={path}
          onChange={setPath}
        />
        {bridge && (
          <Button
            onPress={() =>
              void bridge
                .saveAs({
                  title: 'Where to keep the key',
                  suggested: usualPath.split(/[\\/]/).at(-1) ?? 'pseudonyms.tandem-key',
                  kinds,
                })
                .then(chosen => chosen !== null && setPath(chosen))
            }
          >
            Choose…
          </Button>
        )}
      </div>
      <div className={styles.pair}>
        <TextField
          label="Passphrase of the key"
          type="password"
          autoComplete="new-password"
          description="Another one than the study’s."
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          {...(isShort ? { error: `At least ${shortest} characters.` } : {})}
        />
        <TextField
          label="The same again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          {...(differs ? { error: 'The two differ.' } : {})}
        />
      </div>
      <p className={styles.quiet}>
        Tandem keeps the passphrase nowhere. If it or the file is lost, only the way back to the real names is
        lost: the study stays whole.
      </p>
    </FormDialog>
  )
}

/** Opens the key: its file, where it is known, and its passphrase. */
export function OpenKeyDialog({ state, close }: { state: PseudonymKeyState; close: () => void }) {
  const client = useClient()
  const { keyPlaces } = usePreferences()
  const remembered = state.key === null ? undefined : keyPlaces[state.key]
  const [path, setPath] = useState(remembered ?? state.path ?? state.usualPath)
  const [passphrase, setPassphrase] = useState('')
  const { take, failure, busy } = useStep()
  const isWrong = failure?.code === 'wrong-passphrase'
  const ready = path.trim() !== '' && passphrase !== ''
  const open = () =>
    take(async () => {
      await client.pseudonyms.openKey({ path: path.trim(), passphrase })
      if (state.key !== null && remembered !== path.trim()) {
        await client.library.setPreferences({ keyPlaces: { ...keyPlaces, [state.key]: path.trim() } })
      }
      close()
    })
  const bridge = desktop()
  return (
    <FormDialog
      title="Open the key of pseudonyms"
      submitLabel="Open"
      isReady={ready}
      isBusy={busy}
      failure={isWrong ? null : failure}
      onSubmit={open}
      onClose={close}
    >
      <TextField
        label="Passphrase of the key"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        {...(isWrong ? { error: [failure.message, failure.hint].filter(Boolean).join(' ') } : {})}
      />
      <div className={styles.place}>
        <TextField label="Its file" value={path} onChange={setPath} />
        {bridge && (
          <Button
            onPress={() =>
              void bridge
                .chooseFiles({ title: 'The key of pseudonyms', kinds, several: false })
                .then(([chosen]) => chosen !== undefined && setPath(chosen))
            }
          >
            Choose…
          </Button>
        )}
      </div>
    </FormDialog>
  )
}
