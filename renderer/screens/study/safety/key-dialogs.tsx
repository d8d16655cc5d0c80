import { type ReactNode, useState } from 'react'
import type { Progress as Progressing } from '#shared/contract/wire.ts'
import type { EarlierBackups, KeyChange, KeyState } from '#shared/model/keys.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import { isReady, NewPassphraseFields, noPassphrase } from '../../../lock/new-passphrase.tsx'
import { showRecoveryKey } from '../../../lock/recovery-key-store.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast-queue.ts'
import { useClient } from '../../../use-engine.ts'
import { counted } from '../../../wording.ts'
import { useStep } from '../../use-step.ts'
import styles from './safety.module.css'

interface StepProps {
  close(): void
}

/** Sets the first passphrase; the study gets another key, since the one it has lay open. */
export function SetPassphrase({ study, state, close }: StepProps & { study: OpenStudy; state: KeyState }) {
  const client = useClient()
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const [backups, setBackups] = useState<EarlierBackups>('relock')
  const [progress, setProgress] = useState<Progressing | null>(null)
  const { take, failure, busy } = useStep()
  const set = () =>
    take(async () => {
      const change = await client.keys.setPassphrase(
        { passphrase: passphrase.words, backups },
        { onProgress: setProgress },
      )
      close()
      tell('The passphrase is set.', change, true)
      if (change.recoveryKey !== null) showRecoveryKey(change.recoveryKey, study.title)
    })
  return (
    <FormDialog
      title="Set a passphrase"
      description="It is asked for each time the study is opened. Then you are shown a recovery key to print."
      submitLabel="Set the passphrase"
      isReady={isReady(passphrase)}
      isBusy={busy}
      failure={failure}
      onSubmit={set}
      onClose={close}
    >
      <NewPassphraseFields label="Passphrase" value={passphrase} onChange={setPassphrase} autoFocus />
      <Backups state={state} value={backups} onChange={setBackups} />
      <p className={styles.quiet}>
        The study is encrypted anew. Copies of its folder that were made elsewhere before can still be read
        without a passphrase: find them and remove them.
      </p>
      <Relocking progress={progress} />
    </FormDialog>
  )
}

/** Changes the passphrase. */
export function ChangePassphrase({ close }: StepProps) {
  const client = useClient()
  const [passphrase, setPassphrase] = useState(noPassphrase)
  return (
    <WithCurrent
      title="Change the passphrase"
      description="If somebody left who knew it, choose “Somebody left…” instead: with a copy they have, the old one still works."
      submitLabel="Change it"
      isReady={isReady(passphrase)}
      close={close}
      step={async current => {
        const change = await client.keys.changePassphrase({ current, passphrase: passphrase.words })
        close()
        tell('The passphrase is changed.', change)
      }}
    >
      <NewPassphraseFields value={passphrase} onChange={setPassphrase} />
      <p className={styles.quiet}>The recovery key stays good.</p>
    </WithCurrent>
  )
}

/** Takes the passphrase away. */
export function RemovePassphrase({ close }: StepProps) {
  const client = useClient()
  return (
    <WithCurrent
      title="Remove the passphrase?"
      submitLabel="Remove it"
      close={close}
      step={async current => {
        const change = await client.keys.removePassphrase({ current })
        close()
        tell('The passphrase is removed.', change)
      }}
    >
      <p>
        Whoever has the study’s folder can then read it, and so with its backups. The recovery key opens
        nothing any more, and the study no longer locks by itself.
      </p>
    </WithCurrent>
  )
}

/** Makes another recovery key. */
export function RenewRecoveryKey({ study, close }: StepProps & { study: OpenStudy }) {
  const client = useClient()
  return (
    <WithCurrent
      title="Make another recovery key"
      submitLabel="Make it"
      close={close}
      step={async current => {
        const change = await client.keys.renewRecoveryKey({ current })
        close()
        if (change.recoveryKey !== null) showRecoveryKey(change.recoveryKey, study.title)
      }}
    >
      <p>The one printed before no longer opens the study. Destroy that page.</p>
    </WithCurrent>
  )
}

/** Gives the study another key, since somebody left who knew the passphrase. */
export function Rotate({ study, state, close }: StepProps & { study: OpenStudy; state: KeyState }) {
  const client = useClient()
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const [backups, setBackups] = useState<EarlierBackups>('relock')
  const [progress, setProgress] = useState<Progressing | null>(null)
  return (
    <WithCurrent
      title="Somebody left"
      description="The study gets a new key, a new passphrase and a new recovery key."
      submitLabel="Lock it anew"
      isReady={isReady(passphrase)}
      close={close}
      step={async current => {
        const change = await client.keys.rotate(
          { current, passphrase: passphrase.words, backups },
          { onProgress: setProgress },
        )
        close()
        tell('The study has a new key.', change, true)
        if (change.recoveryKey !== null) showRecoveryKey(change.recoveryKey, study.title)
      }}
    >
      <NewPassphraseFields value={passphrase} onChange={setPassphrase} />
      <Backups state={state} value={backups} onChange={setBackups} />
      <p className={styles.quiet}>
        What they could read before, and copies they took, stay readable to them. What is done from now on is
        not.
      </p>
      <Relocking progress={progress} />
    </WithCurrent>
  )
}

/** Lets this computer open the study. */
export function SetComputer({ close }: StepProps) {
  const client = useClient()
  return (
    <WithCurrent
      title="Open with this computer’s lock"
      submitLabel="Keep a key here"
      close={close}
      step={async current => {
        await client.keys.setComputer({ current })
        close()
      }}
    >
      <p>
        The system keeps a key to the study for your account. It is a convenience only: the passphrase and the
        recovery key go on opening the study, here and elsewhere.
      </p>
    </WithCurrent>
  )
}

interface WithCurrentProps extends StepProps {
  title: string
  description?: string
  submitLabel: string
  isReady?: boolean
  step(current: string): Promise<unknown>
  children: ReactNode
}

/** A step that asks for the passphrase there is now: somebody else may sit before an open study. */
function WithCurrent({
  title,
  description,
  submitLabel,
  isReady = true,
  step,
  close,
  children,
}: WithCurrentProps) {
  const [current, setCurrent] = useState('')
  const { take, failure, busy } = useStep()
  const [tried, setTried] = useState('')
  const isWrong = failure?.code === 'wrong-passphrase'
  return (
    <FormDialog
      title={title}
      description={description}
      submitLabel={submitLabel}
      isReady={isReady && current !== ''}
      isBusy={busy}
      failure={isWrong ? null : failure}
      onSubmit={() => {
        setTried(current)
        take(() => step(current))
      }}
      onClose={close}
    >
      <TextField
        label="Passphrase now"
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        autoFocus
        {...(isWrong && tried === current ? { error: [failure.message, failure.hint].join(' ') } : {})}
      />
      {children}
    </FormDialog>
  )
}

const choices = [
  { id: 'relock', label: 'Lock them in the same way', description: 'Takes a moment for each.' },
  { id: 'remove', label: 'Remove them', description: 'A new one is made first.' },
  { id: 'keep', label: 'Leave them as they are', description: 'What opened them until now still does.' },
] as const

interface BackupsProps {
  state: KeyState
  value: EarlierBackups
  onChange(value: EarlierBackups): void
}

/** What becomes of the backups there are. */
function Backups({ state: { backups, hasPassphrase }, value, onChange }: BackupsProps) {
  if (backups.all === 0) return null
  const open = hasPassphrase ? '' : backups.all === 1 ? ' that anybody can read' : ', which anybody can read'
  return (
    <RadioGroup<EarlierBackups>
      label={`${counted(backups.all, 'earlier backup')}${open}`}
      options={choices}
      value={value}
      onChange={onChange}
    />
  )
}

function Relocking({ progress }: { progress: Progressing | null }) {
  if (!progress) return null
  const { done, total, doing } = progress
  return <Progress label={doing} value={total ? done / total : null} />
}

/**
 * Says what was done, and what became of backups. A change of the study's key makes one just before, and does with it as
 * with the earlier ones: it is among the first told.
 */
function tell(done: string, { backups: { locked, removed, left } }: KeyChange, isNewKey = false): void {
  const became = [
    ...(locked > 0 ? [`${counted(locked, 'backup')} locked in the same way`] : []),
    ...(removed > 0 ? [`${counted(removed, 'backup')} removed`] : []),
    ...(left > 0 ? [`${counted(left, 'backup')} left as before`] : []),
  ]
  const said = became.map(
    (words, n) => `${words}${isNewKey && n === 0 ? ', with the one made just before' : ''}.`,
  )
  showToast({ message: [done, ...said].join(' ') })
}
