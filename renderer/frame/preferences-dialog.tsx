import type { Preferences } from '#shared/model/study.ts'
import { ReadingChoices, usualReading } from '../reading-choices.tsx'
import { showFailure } from '../show-failure.ts'
import { useDialogs } from '../state/dialogs.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Switch } from '../ui/switch.tsx'
import { useClient, usePreferences } from '../use-engine.ts'
import styles from './preferences-dialog.module.css'

/** What a person sets for themself on this computer; every change takes effect at once. */
export function PreferencesDialog() {
  const { open, close } = useDialogs()
  const client = useClient()
  const preferences = usePreferences()
  const set = (change: Partial<Preferences>) => void client.library.setPreferences(change).catch(showFailure)
  return (
    <Dialog
      title="Preferences"
      description="Kept on this computer, for you; not part of any study."
      isOpen={open === 'preferences'}
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button variant="quiet" onPress={() => set(usualReading)}>
            Back to the usual look
          </Button>
          <Button variant="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <ReadingChoices />
        <p className={styles.sample} data-face={preferences.readingFace}>
          We tried it on the ward first, and I remember thinking: this will only work if the night staff are
          asked as well.
        </p>
        <Switch isSelected={preferences.singleKeys} onChange={singleKeys => set({ singleKeys })}>
          Keys of one character, such as 1 to 9 for pinned codes
        </Switch>
      </div>
    </Dialog>
  )
}
