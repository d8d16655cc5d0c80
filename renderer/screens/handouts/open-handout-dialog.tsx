import { useEffect, useState } from 'react'
import type { HandoutFile } from '#shared/model/handout.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useClient, useSession } from '../../use-engine.ts'
import { counted, dateOf } from '../../wording.ts'
import styles from './handouts.module.css'
import {
  beginHandout,
  lookInto,
  openCopy,
  openHandout,
  putAside,
  useOpeningHandout,
} from './opening-handout.ts'

/** Opens a hand-out: its passphrase where it has one, whose it is and from whom, and the copy that is made of it. */
export function OpenHandoutDialog() {
  const client = useClient()
  const { offered } = useSession()
  const { file, found, needsPassphrase } = useOpeningHandout()
  useEffect(() => {
    if (offered !== null) void beginHandout(client, { path: offered })
  }, [client, offered])
  if (!file) return null
  if (found) return <FoundHandout found={found} />
  return needsPassphrase ? <PassphraseForm name={file.name} /> : <Looking name={file.name} />
}

function Looking({ name }: { name: string }) {
  const client = useClient()
  const { failure, busy } = useOpeningHandout()
  return (
    <Dialog
      title="Open a hand-out"
      description={name}
      size="small"
      isOpen
      onOpenChange={isOpen => !isOpen && void putAside(client)}
      footer={<Button onPress={() => void putAside(client)}>Close</Button>}
    >
      <FailureCallout failure={failure} />
      {busy && (
        <p className={styles.quiet} role="status">
          <Spinner /> Looking into it…
        </p>
      )}
    </Dialog>
  )
}

function PassphraseForm({ name }: { name: string }) {
  const client = useClient()
  const { failure, busy } = useOpeningHandout()
  const [passphrase, setPassphrase] = useState('')
  const isWrong = failure?.code === 'wrong-passphrase'
  return (
    <FormDialog
      title="The hand-out is locked"
      description={name}
      size="small"
      submitLabel="Go on"
      isReady={passphrase !== ''}
      isBusy={busy}
      failure={isWrong ? null : failure}
      onSubmit={() => void lookInto(client, passphrase)}
      onClose={() => void putAside(client)}
    >
      <TextField
        label="Passphrase"
        description="Whoever made it knows it. Your copy will have the same."
        type="password"
        autoComplete="off"
        value={passphrase}
        onChange={words => {
          setPassphrase(words)
          useOpeningHandout.setState({ failure: null })
        }}
        autoFocus
        {...(isWrong ? { error: [failure.message, failure.hint].filter(Boolean).join(' ') } : {})}
      />
    </FormDialog>
  )
}

function FoundHandout({ found }: { found: HandoutFile }) {
  const client = useClient()
  const go = useNavigation(({ go }) => go)
  const { failure, busy } = useOpeningHandout()
  const [copy] = found.copies
  const open = (again: boolean) => void openHandout(client, go, again)
  return (
    <Dialog
      title={`${found.coder.name}’s hand-out of “${found.round.title}”`}
      description={`From the study “${found.study.title}”, made ${dateOf(found.createdAt)}`}
      isOpen
      isHeld
      onOpenChange={isOpen => !isOpen && void putAside(client)}
      footer={
        <>
          <Button onPress={() => void putAside(client)}>Cancel</Button>
          {copy !== undefined && (
            <Button isPending={busy} onPress={() => open(true)}>
              Make another copy
            </Button>
          )}
          <Button
            variant="primary"
            autoFocus
            isPending={busy}
            onPress={() => (copy === undefined ? open(false) : void openCopy(client, go, copy))}
          >
            {copy === undefined ? 'Open and begin' : 'Go on in my copy'}
          </Button>
        </>
      }
    >
      <div className={styles.part}>
        <FailureCallout failure={failure} />
        {found.sender === 'other' && (
          <Callout tone="warn" title="Another key signed this than the study’s hand-outs before.">
            Compare the fingerprint with the lead before you open it.
          </Callout>
        )}
        {copy !== undefined && (
          <Callout title="You have opened this hand-out before.">
            Your copy is at {copy}. Another copy would begin where the hand-out began.
          </Callout>
        )}
        <dl className={styles.facts}>
          <dt>Holds</dt>
          <dd>
            {counted(found.counts.sources, 'source')}, {counted(found.counts.words, 'word')},{' '}
            {counted(found.counts.codes, 'code')}
          </dd>
          <dt>Due</dt>
          <dd>{found.due === null ? 'No day set' : dateOf(found.due)}</dd>
          <dt>New codes</dt>
          <dd>
            {found.mayAddCodes
              ? 'You may propose codes; a lead accepts them'
              : 'The framework stays as it is'}
          </dd>
          {found.sender !== 'known' && (
            <>
              <dt>Fingerprint</dt>
              <dd>
                <span className={styles.secret}>{found.fingerprint}</span>
              </dd>
            </>
          )}
        </dl>
        {found.sender === 'first' && (
          <p className={styles.quiet}>
            This computer has not seen the study’s signature before. To be sure it comes from the lead, read
            the fingerprint to them by telephone.
          </p>
        )}
        <p className={styles.quiet}>
          {found.passphrase
            ? 'Your copy will be locked with the hand-out’s passphrase.'
            : 'Your copy will have no passphrase: whoever can read its folder can read it.'}
        </p>
      </div>
    </Dialog>
  )
}
