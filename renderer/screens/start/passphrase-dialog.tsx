import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient } from '../../use-engine.ts'
import styles from './dialogs.module.css'
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
    <Dialog
      title={`“${title}” is locked`}
      description="Its passphrase opens it. Tandem keeps it nowhere."
      size="small"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="passphrase"
            isDisabled={passphrase === ''}
            isPending={busy}
          >
            Open
          </Button>
        </>
      }
    >
      <form
        id="passphrase"
        noValidate
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          if (passphrase !== '' && !busy) void unlock(client, passphrase)
        }}
      >
        {failure && !isWrong && (
          <Callout tone="error" isLive title={failure.message}>
            {failure.hint}
          </Callout>
        )}
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
      </form>
    </Dialog>
  )
}
