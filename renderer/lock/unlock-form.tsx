import { useState } from 'react'
import type { Failure } from '#shared/errors.ts'
import type { Unlocking } from '../state/lock.ts'
import { Button } from '../ui/button.tsx'
import { FailureCallout } from '../ui/failure-callout.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './lock.module.css'
import { isReady, NewPassphraseFields, noPassphrase } from './new-passphrase.tsx'

interface UnlockFormProps {
  failure: Failure | null
  busy: boolean
  /** Whether this computer holds a key to the study. */
  hasComputerLock: boolean
  onUnlock(by: Unlocking): void
  /** Something is typed: what was said of the last try no longer holds. */
  onTyped(): void
  /** The way out, and what it says. */
  leaveLabel: string
  onLeave(): void
}

/** Asks for what opens a locked study: its passphrase, or the recovery key and a new passphrase. */
export function UnlockForm(props: UnlockFormProps) {
  const { failure, busy, hasComputerLock, onUnlock, onTyped, leaveLabel, onLeave } = props
  const [passphrase, setPassphrase] = useState('')
  const [recovery, setRecovery] = useState<string | null>(null)
  const [renewed, setRenewed] = useState(noPassphrase)
  const byKey = recovery !== null
  const ready = byKey ? recovery.trim() !== '' && isReady(renewed) : passphrase !== ''
  const isAboutField =
    failure?.code === 'wrong-passphrase' ||
    (failure?.code === 'bad-input' && /recovery key/.test(failure.message))
  const error = isAboutField ? { error: [failure?.message, failure?.hint].filter(Boolean).join(' ') } : {}
  const change = (byKey: boolean) => {
    onTyped()
    setRecovery(byKey ? '' : null)
  }
  return (
    <form
      noValidate
      className={styles.fields}
      onSubmit={event => {
        event.preventDefault()
        if (ready && !busy) onUnlock(byKey ? { recovery, newPassphrase: renewed.words } : { passphrase })
      }}
    >
      <FailureCallout failure={isAboutField ? null : failure} />
      {byKey ? (
        <>
          <TextField
            key="recovery"
            label="Recovery key"
            description="Eight groups of four, from the printed page. Capitals and dashes do not matter."
            autoComplete="off"
            spellCheck="false"
            value={recovery}
            onChange={words => {
              setRecovery(words)
              onTyped()
            }}
            autoFocus
            {...error}
          />
          <NewPassphraseFields value={renewed} onChange={setRenewed} />
        </>
      ) : (
        <TextField
          key="passphrase"
          label="Passphrase"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={words => {
            setPassphrase(words)
            onTyped()
          }}
          autoFocus
          {...error}
        />
      )}
      <div className={styles.end}>
        <div className={styles.otherWays}>
          <Button variant="quiet" size="small" onPress={() => change(!byKey)}>
            {byKey ? 'Use the passphrase' : 'Use the recovery key'}
          </Button>
          {hasComputerLock && (
            <Button variant="quiet" size="small" onPress={() => onUnlock({ computer: true })}>
              Use this computer’s lock
            </Button>
          )}
        </div>
        <Button onPress={onLeave}>{leaveLabel}</Button>
        <Button variant="primary" type="submit" isDisabled={!ready} isPending={busy}>
          {byKey ? 'Set the passphrase and open' : 'Open'}
        </Button>
      </div>
    </form>
  )
}
