import { useState } from 'react'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import { unlock, useOpening } from './opening-store.ts'

/** Asks for the passphrase of a locked study. */
export function PassphraseDialog() {
  const locked = useOpening(({ locked }) => locked)
  return locked ? <PassphraseForm key={locked.path} title={locked.title} /> : null
}

function PassphraseForm({ title }: { title: string }) {
  const client = useClient()
  const { failure, busy } = useOpening()
  const [passphrase, setPassphrase] = useState('')
  const close = () => useOpening.setState({ locked: null, failure: null })
  const isWrong = failure?.code === 'wrong-passphrase'
  return (
    <FormDialog
      title={`“${title}” is locked`}
      description="Its passphrase opens it. Tandem keeps it nowhere."
      size="small"
      submitLabel="Open"
      isReady={passphrase !== ''}
      isBusy={busy}
      failure={isWrong ? null : failure}
      onSubmit={() => void unlock(client, passphrase)}
      onClose={close}
    >
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={words => {
          setPassphrase(words)
          useOpening.setState({ failure: null })
        }}
        autoFocus
        {...(isWrong ? { error: [failure.message, failure.hint].filter(Boolean).join(' ') } : {})}
      />
    </FormDialog>
  )
}
