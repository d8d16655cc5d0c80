import { KeyRound, LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { MakeKeyDialog, OpenKeyDialog } from './key-dialogs.tsx'
import { OpenedKey } from './opened-key.tsx'
import styles from './pseudonyms.module.css'

/** Real names and what is shown in their place: the key, what may still be a name, and putting pseudonyms in. */
export function Pseudonyms() {
  const client = useClient()
  const go = useNavigation(({ go }) => go)
  const { data: state, failure } = useRead('pseudonyms.state', {})
  const { run, busy } = useAct()
  const [dialog, setDialog] = useState<'make' | 'open' | 'forget' | null>(null)
  const close = () => setDialog(null)
  if (failure) {
    return (
      <div className={styles.failure}>
        <Callout tone="error" isLive title={failure.message}>
          {failure.hint}
        </Callout>
      </div>
    )
  }
  return (
    <>
      <PageHeader
        title="Pseudonyms"
        {...(state?.isOpen ? { description: `The key is open here: ${state.path}` } : {})}
        actions={
          <>
            <Button variant="quiet" onPress={() => go('sources')}>
              Back to Sources
            </Button>
            {state?.isOpen && (
              <Button
                icon={<LockKeyhole />}
                isPending={busy}
                onPress={() => void run(() => client.pseudonyms.closeKey({}))}
              >
                Close the key
              </Button>
            )}
          </>
        }
      />
      {state?.isOpen ? (
        <OpenedKey />
      ) : state && !state.mayOpen ? (
        <EmptyState icon={<KeyRound />} title="Only a lead opens the key of pseudonyms">
          It holds the real names of the people in this study, in a file apart. You see the texts with the
          pseudonyms that were put in.
        </EmptyState>
      ) : state?.key === null ? (
        <EmptyState
          icon={<KeyRound />}
          title="No key of pseudonyms yet"
          action={
            <Button variant="primary" onPress={() => setDialog('make')}>
              Make a key…
            </Button>
          }
        >
          A key pairs real names with what is shown instead, such as OT 18 or [site partner]. It is kept in a
          file of its own, outside the study, under a passphrase of its own.
        </EmptyState>
      ) : (
        state && (
          <EmptyState
            icon={<LockKeyhole />}
            title="The key of pseudonyms is closed"
            action={
              <div className={styles.choices}>
                <Button variant="primary" onPress={() => setDialog('open')}>
                  Open the key…
                </Button>
                <Button variant="quiet" onPress={() => setDialog('forget')}>
                  Its file is lost…
                </Button>
              </div>
            }
          >
            Its passphrase opens it, for you and in this window. It closes when you leave, or after a quarter
            of an hour without use.
          </EmptyState>
        )
      )}
      {dialog === 'make' && state && <MakeKeyDialog usualPath={state.usualPath} close={close} />}
      {dialog === 'open' && state && <OpenKeyDialog state={state} close={close} />}
      <AlertDialog
        title="Let the study forget this key?"
        isOpen={dialog === 'forget'}
        onOpenChange={opened => !opened && close()}
        confirmLabel="Forget the key"
        tone="danger"
        isBusy={busy}
        onConfirm={() => void run(() => client.pseudonyms.forgetKey({})).then(close)}
      >
        <p>
          The texts stay as they are. Without the key’s file there is no way back from the pseudonyms to the
          names, and exports are no longer looked through for them. You can then make a new key. Undo brings
          this one back.
        </p>
      </AlertDialog>
    </>
  )
}
