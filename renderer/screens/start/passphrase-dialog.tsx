import { UnlockForm } from '../../lock/unlock-form.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useClient, useRead } from '../../use-engine.ts'
import { unlock, useOpening } from './opening-store.ts'

/** Asks for what opens a locked study. */
export function PassphraseDialog() {
  const locked = useOpening(({ locked }) => locked)
  return locked ? <Unlocking key={locked.path} {...locked} /> : null
}

function Unlocking({ path, title }: { path: string; title: string }) {
  const client = useClient()
  const { failure, busy } = useOpening()
  const hasComputerLock = useRead('library.computerLock', { path }).data?.isSet ?? false
  const close = () => useOpening.setState({ locked: null, failure: null })
  return (
    <Dialog
      title={`“${title}” is locked`}
      description="Its passphrase opens it. Tandem keeps it nowhere."
      isOpen
      isHeld
      onOpenChange={opened => !opened && close()}
    >
      <UnlockForm
        failure={failure}
        busy={busy}
        hasComputerLock={hasComputerLock}
        onTyped={() => useOpening.setState({ failure: null })}
        onUnlock={by => void unlock(client, by)}
        leaveLabel="Cancel"
        onLeave={close}
      />
    </Dialog>
  )
}
