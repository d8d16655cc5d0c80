import { useState } from 'react'
import type { SpeakerChoice } from '#shared/model/speakers.ts'
import { useStep } from '../screens/use-step.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { showToast } from '../ui/toast-queue.ts'
import { undoing, useClient, useRead } from '../use-engine.ts'
import { OpeningTurns } from './opening-turns.tsx'
import { SpeakerPanel } from './speaker-panel.tsx'
import styles from './speakers.module.css'
import { closeSpeakers, useSpeakersDialog } from './speakers-store.ts'

/** Who speaks in a source that is in the study: the same choices as before its import, and no coding moves. */
export function SpeakersDialog() {
  const { source } = useSpeakersDialog()
  return source === null ? null : <OfSource key={source} source={source} />
}

function OfSource({ source }: { source: string }) {
  const client = useClient()
  const [choice, setChoice] = useState<SpeakerChoice | null>(null)
  const { take, failure, busy } = useStep()
  const title = useRead('sources.list', {}).data?.find(({ id }) => id === source)?.title ?? ''
  const shown = useRead('speakers.shown', { source, ...(choice ? { choice } : {}) }, { keepPrevious: true })
  const trouble = failure ?? shown.failure
  const keep = () =>
    take(async () => {
      if (choice) {
        await client.speakers.choose({ source, choice })
        showToast({
          topic: 'step',
          message: `Who speaks in “${title}” was changed.`,
          action: undoing(client),
        })
      }
      closeSpeakers()
    })
  return (
    <Dialog
      title={`Speakers of “${title}”`}
      description="The text stays as it is, and so does every coding."
      size="large"
      isOpen
      isHeld
      hasDraft={choice !== null}
      onOpenChange={opened => !opened && closeSpeakers()}
      footer={
        <>
          <Button onPress={closeSpeakers}>Cancel</Button>
          <Button variant="primary" isDisabled={choice === null} isPending={busy} onPress={keep}>
            Keep the changes
          </Button>
        </>
      }
    >
      {trouble && (
        <Callout tone="error" isLive title={trouble.message}>
          {trouble.hint}
        </Callout>
      )}
      {shown.data ? (
        <div className={styles.dialog}>
          <SpeakerPanel
            speech={{ ...shown.data.speech, choice: choice ?? shown.data.speech.choice }}
            onChange={setChoice}
          />
          <h3 className={styles.heading}>How it begins</h3>
          <OpeningTurns opening={shown.data.opening} />
        </div>
      ) : (
        !trouble && <Spinner />
      )}
    </Dialog>
  )
}
