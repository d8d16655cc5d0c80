import { LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { useState } from 'react'
import type { KeyState } from '#shared/model/keys.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import { lockStudy } from '../../../commands/lock-study.ts'
import { useCommandContext } from '../../../commands/use-command-context.ts'
import { Button } from '../../../ui/button.tsx'
import { MenuButton } from '../../../ui/menu.tsx'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { useAct, useClient, usePreferences, useRead, useSession } from '../../../use-engine.ts'
import { Section } from '../section.tsx'
import { BackUpElsewhere } from './back-up-elsewhere.tsx'
import {
  ChangePassphrase,
  RemovePassphrase,
  RenewRecoveryKey,
  Rotate,
  SetComputer,
  SetPassphrase,
} from './key-dialogs.tsx'
import styles from './safety.module.css'

const waits = [
  { id: '5', label: 'After 5 minutes' },
  { id: '15', label: 'After 15 minutes' },
  { id: '30', label: 'After 30 minutes' },
  { id: '60', label: 'After an hour' },
  { id: '0', label: 'Never' },
] as const

type Step = 'set' | 'change' | 'remove' | 'renew' | 'rotate' | 'back-up'

/** Whether the study is locked, by what, and what can be done about it. */
export function Safety({ study }: { study: OpenStudy }) {
  const member = useSession().member
  // A coder's copy of a hand-out is the coder's to lock.
  const mayLock = study.handout !== null || (member?.roles.includes('lead') ?? false)
  const { data: state } = useRead('keys.state', {})
  const [step, setStep] = useState<Step | null>(null)
  const close = () => setStep(null)
  if (!state) return null
  return (
    <Section
      title="Safety"
      action={
        state.hasPassphrase &&
        mayLock && (
          <MenuButton
            label="Change the lock"
            trigger={
              <Button variant="quiet" size="small">
                Change…
              </Button>
            }
            entries={[
              { id: 'change', label: 'Change the passphrase…', onAction: () => setStep('change') },
              { id: 'renew', label: 'Make another recovery key…', onAction: () => setStep('renew') },
              { id: 'rotate', label: 'Somebody left…', onAction: () => setStep('rotate') },
              {
                id: 'remove',
                label: 'Remove the passphrase…',
                tone: 'danger',
                onAction: () => setStep('remove'),
              },
            ]}
          />
        )
      }
    >
      <div className={styles.parts}>
        {state.hasPassphrase ? (
          <Locked state={state} study={study} />
        ) : (
          <div className={styles.state}>
            <LockKeyholeOpen aria-hidden="true" className={styles.openMark} />
            <div className={styles.words}>
              <p className={styles.strong}>No passphrase</p>
              <p className={styles.quiet}>
                Whoever has the study’s folder, or one of its backups, can read it.
                {!mayLock && ' A lead of the study can set one.'}
              </p>
            </div>
          </div>
        )}
        {!state.hasPassphrase && mayLock && (
          <div>
            <Button onPress={() => setStep('set')}>Set a passphrase…</Button>
          </div>
        )}
        {state.hasPassphrase && state.backups.open > 0 && (
          <p className={styles.warn}>
            {state.backups.open} of {state.backups.all} backups can be read without a passphrase.
            {mayLock && ' “Somebody left…” locks them too.'}
          </p>
        )}
        <div className={styles.act}>
          <Button variant="quiet" size="small" onPress={() => setStep('back-up')}>
            Back up to another folder…
          </Button>
        </div>
      </div>
      {step === 'set' && <SetPassphrase study={study} state={state} close={close} />}
      {step === 'change' && <ChangePassphrase close={close} />}
      {step === 'remove' && <RemovePassphrase close={close} />}
      {step === 'renew' && <RenewRecoveryKey study={study} close={close} />}
      {step === 'rotate' && <Rotate study={study} state={state} close={close} />}
      {step === 'back-up' && <BackUpElsewhere study={study} close={close} />}
    </Section>
  )
}

/** What opens a study that has a passphrase, and when it locks by itself. */
function Locked({ state, study }: { state: KeyState; study: OpenStudy }) {
  const client = useClient()
  const context = useCommandContext()
  const { run } = useAct()
  const { lockAfter } = usePreferences()
  const { data: computer } = useRead('library.computerLock', { path: study.path })
  const [current, setCurrent] = useState(false)
  return (
    <>
      <div className={styles.state}>
        <LockKeyhole aria-hidden="true" className={styles.lockedMark} />
        <div className={styles.words}>
          <p className={styles.strong}>Locked with a passphrase</p>
          <p className={styles.quiet}>
            {state.hasRecoveryKey
              ? 'The recovery key that was shown once opens it too. If nobody kept it, make another.'
              : 'There is no recovery key: make one, or a forgotten passphrase is the end of it.'}
          </p>
        </div>
      </div>
      <div className={styles.lockLine}>
        <Select
          label="Lock when nobody is working here"
          options={waits}
          value={String(lockAfter) as (typeof waits)[number]['id']}
          onChange={id =>
            void run(() => client.library.setPreferences({ lockAfter: Number(id) as 0 | 5 | 15 | 30 | 60 }))
          }
        />
        <Button onPress={() => void lockStudy.run(context)}>Lock now</Button>
      </div>
      {computer?.isPossible && (
        <Switch
          isSelected={computer.isSet}
          onChange={wanted => (wanted ? setCurrent(true) : void run(() => client.keys.removeComputer({})))}
          description="Whoever is signed in to your account on this computer can then open the study."
        >
          Open it with this computer’s lock
        </Switch>
      )}
      {current && <SetComputer close={() => setCurrent(false)} />}
    </>
  )
}
