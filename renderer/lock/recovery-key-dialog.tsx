import { Printer } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Paper } from '../ui/paper.tsx'
import { dateOf } from '../wording.ts'
import styles from './lock.module.css'
import { useRecoveryKey } from './recovery-key-store.ts'

/** Shows a recovery key, this once, with the page to print. */
export function RecoveryKeyDialog() {
  const shown = useRecoveryKey(({ shown }) => shown)
  if (!shown) return null
  const close = () => useRecoveryKey.setState({ shown: null })
  return (
    <>
      <Dialog
        title="The recovery key"
        description={`It opens “${shown.study}” when the passphrase is forgotten. It is shown this once.`}
        isOpen
        isHeld
        hasDraft
        onOpenChange={opened => !opened && close()}
        footer={
          <>
            <Button icon={<Printer />} onPress={() => print()}>
              Print…
            </Button>
            <Button variant="primary" onPress={close}>
              I have kept it
            </Button>
          </>
        }
      >
        <div className={styles.fields}>
          <Groups recoveryKey={shown.key} />
          <p className={styles.quiet}>
            Keep it on paper, away from the computer and the study: whoever has both can read the study.
            Tandem keeps it nowhere. If it is lost, make another under Study, Safety, while the passphrase is
            known.
          </p>
        </div>
      </Dialog>
      <Sheet recoveryKey={shown.key} study={shown.study} />
    </>
  )
}

/** The eight groups, as text that is read out and copied in one piece. */
function Groups({ recoveryKey }: { recoveryKey: string }) {
  return (
    <p className={styles.groups} aria-label={`Recovery key: ${recoveryKey}`} role="img">
      {recoveryKey.split('-').map(group => (
        <span key={group}>{group}</span>
      ))}
    </p>
  )
}

/** The page as it comes out of the printer. */
function Sheet({ recoveryKey, study }: { recoveryKey: string; study: string }) {
  return (
    <Paper className={styles.sheet}>
      <h2>Recovery key</h2>
      <dl>
        <dt>Study</dt>
        <dd>{study}</dd>
        <dt>Printed</dt>
        <dd>{dateOf(new Date().toISOString())}</dd>
      </dl>
      <Groups recoveryKey={recoveryKey} />
      <ol>
        <li>Open the study in Tandem. Where it asks for the passphrase, choose “Use the recovery key”.</li>
        <li>Type the eight groups. Capitals and dashes do not matter; there is no letter I, L, O or U.</li>
        <li>Choose a new passphrase. This page stays good.</li>
      </ol>
      <p>
        Keep this page where only the people responsible for the study can reach it, and not with the
        computer: whoever has this page and the study’s folder, or a backup of it, can read the study.
      </p>
      <p className={styles.kept}>Kept by, and where:</p>
    </Paper>
  )
}
