import { LockKeyhole } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { LockedStudy } from '#shared/contract/wire.ts'
import { useStep } from '../screens/use-step.ts'
import { useLock } from '../state/lock.ts'
import { useNavigation } from '../state/navigation.ts'
import styles from './lock.module.css'
import { UnlockForm } from './unlock-form.tsx'

/**
 * What a window shows while its study is locked. What was on the screen stays behind it, unseen and out of reach of keys,
 * so that nothing half typed is lost.
 */
export function Locked() {
  const locked = useLock(({ locked }) => locked)
  return locked && createPortal(<Cover key={locked.path} study={locked} />, document.body)
}

function Cover({ study }: { study: LockedStudy }) {
  const { unlock, hasComputerLock: askForComputerLock, leave } = useLock()
  const { take, failure, busy } = useStep()
  const [isStale, setStale] = useState(false)
  const [hasComputerLock, setComputerLock] = useState(false)
  const cover = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = cover.current
    dialog?.showModal()
    dialog?.querySelector('input')?.focus()
    document.documentElement.dataset.locked = ''
    return () => {
      delete document.documentElement.dataset.locked
      dialog?.close()
    }
  }, [])
  useEffect(() => {
    void askForComputerLock(study.path).then(setComputerLock)
  }, [askForComputerLock, study.path])
  return (
    <dialog
      ref={cover}
      className={styles.cover}
      aria-labelledby="locked-title"
      // React Aria’s dialogs leave alone what bears this mark.
      data-react-aria-top-layer="true"
      onCancel={event => event.preventDefault()}
      onKeyDown={event => event.key === 'Escape' && event.preventDefault()}
    >
      <div className={styles.card}>
        <span className={styles.mark} aria-hidden="true">
          <LockKeyhole />
        </span>
        <div>
          <h1 className={styles.title} id="locked-title">
            “{study.title}” is locked
          </h1>
          <p className={styles.quiet}>
            You come back to where you were. What you had begun to write is still there.
          </p>
        </div>
        <UnlockForm
          failure={isStale ? null : failure}
          busy={busy}
          hasComputerLock={hasComputerLock}
          onTyped={() => setStale(true)}
          onUnlock={by => {
            setStale(false)
            take(() => unlock(by))
          }}
          leaveLabel="Leave it locked"
          onLeave={() =>
            take(async () => {
              await leave()
              useNavigation.getState().go('')
            })
          }
        />
      </div>
    </dialog>
  )
}
