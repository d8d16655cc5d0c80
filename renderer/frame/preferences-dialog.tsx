import type { Preferences } from '#shared/model/study.ts'
import { showFailure } from '../show-failure.ts'
import { useDialogs } from '../state/dialogs.ts'
import { themeChoices } from '../theme/theme.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Switch } from '../ui/switch.tsx'
import { useClient, usePreferences, usualPreferences } from '../use-engine.ts'
import styles from './preferences-dialog.module.css'

/** What a person sets for themself on this computer; every change takes effect at once. */
export function PreferencesDialog() {
  const { open, close } = useDialogs()
  const client = useClient()
  const preferences = usePreferences()
  const set = (change: Partial<Preferences>) => void client.library.setPreferences(change).catch(showFailure)
  const { theme, readingSize, readingWidth, readingFace } = usualPreferences
  return (
    <Dialog
      title="Preferences"
      description="Kept on this computer, for you; not part of any study."
      isOpen={open === 'preferences'}
      onOpenChange={opened => !opened && close()}
      footer={
        <>
          <Button variant="quiet" onPress={() => set({ theme, readingSize, readingWidth, readingFace })}>
            Back to the usual look
          </Button>
          <Button variant="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <RadioGroup
          label="Theme"
          orientation="horizontal"
          options={themeChoices.map(({ id, name }) => ({ id, label: name }))}
          value={preferences.theme}
          onChange={theme => set({ theme })}
        />
        <RadioGroup
          label="Letters of transcripts"
          orientation="horizontal"
          options={[
            { id: 'serif', label: <span className={styles.serif}>With serifs</span> },
            { id: 'sans', label: <span className={styles.sans}>Without</span> },
          ]}
          value={preferences.readingFace}
          onChange={readingFace => set({ readingFace })}
        />
        <div className={styles.pair}>
          <NumberField
            label="Size of transcripts"
            description="Pixels, 12 to 40"
            min={12}
            max={40}
            value={preferences.readingSize}
            onChange={readingSize => readingSize !== null && set({ readingSize })}
          />
          <NumberField
            label="Width of the text"
            description="Characters in a line, 40 to 110"
            min={40}
            max={110}
            step={2}
            value={preferences.readingWidth}
            onChange={readingWidth => readingWidth !== null && set({ readingWidth })}
          />
        </div>
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
