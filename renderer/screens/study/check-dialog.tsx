import { useEffect, useState } from 'react'
import type { Progress as Progressing } from '#shared/contract/wire.ts'
import { type Failure, TandemError, toFailure } from '#shared/errors.ts'
import type { CheckResult } from '#shared/model/check.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useClient } from '../../use-engine.ts'
import { number } from '../../wording.ts'
import styles from './study.module.css'

/** Checks the study: the file, every text, every rule, and the journal folded again from nothing. */
export function CheckDialog() {
  const { open, close } = useDialogs()
  return open === 'check' ? <Checking close={close} /> : null
}

function Checking({ close }: { close: () => void }) {
  const client = useClient()
  const [progress, setProgress] = useState<Progressing>({ done: 0, total: null, doing: 'Beginning' })
  const [result, setResult] = useState<CheckResult | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    client.study
      .check({}, { signal: stop.signal, onProgress: setProgress })
      .then(setResult, (error: unknown) => {
        if (!(error instanceof TandemError && error.code === 'cancelled')) setFailure(toFailure(error))
      })
    return () => stop.abort()
  }, [client])
  return (
    <Dialog
      title="Check the study"
      isOpen
      onOpenChange={opened => !opened && close()}
      footer={<Button onPress={close}>{result || failure ? 'Close' : 'Cancel'}</Button>}
    >
      {failure ? (
        <Callout tone="error" isLive title={failure.message}>
          {failure.hint}
        </Callout>
      ) : !result ? (
        <Progress
          label={progress.doing}
          value={progress.total ? progress.done / progress.total : null}
          detail={progress.total ? `${number(progress.done)} of ${number(progress.total)}` : undefined}
        />
      ) : result.ok ? (
        <Callout isLive title="Nothing is wrong.">
          The file is whole, every text is as it was imported, every rule holds, and the history gives the
          study as it stands.
        </Callout>
      ) : (
        <Callout
          tone="error"
          isLive
          title={`${number(result.breaches.length)} ${result.breaches.length === 1 ? 'thing is' : 'things are'} wrong.`}
        >
          <p>Work on a copy: the newest folder in the study’s backups holds one that was verified.</p>
          <ul className={styles.breaches}>
            {result.breaches.map(({ invariant, what }) => (
              <li key={`${invariant} ${what}`}>
                {invariant}: {what}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {result?.notes?.map(note => (
        <div key={note} className={styles.checkNote}>
          <Callout>{note}</Callout>
        </div>
      ))}
    </Dialog>
  )
}
