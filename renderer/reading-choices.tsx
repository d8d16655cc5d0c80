import type { Preferences } from '#shared/model/study.ts'
import styles from './reading-choices.module.css'
import { showFailure } from './show-failure.ts'
import { themeChoices } from './theme/theme.ts'
import { useRoomForText } from './transcript/room-for-text.ts'
import { mostWhole } from './transcript/whole-text.ts'
import { NumberField } from './ui/number-field.tsx'
import { RadioGroup } from './ui/radio-group.tsx'
import { Switch } from './ui/switch.tsx'
import { useClient, usePreferences, usualPreferences } from './use-engine.ts'
import { number } from './wording.ts'

const { theme, readingSize, readingWidth, readingFace } = usualPreferences
const { turnNumbers, showSpeakers, showTimes, wholeText } = usualPreferences
/** How transcripts look until a person chooses otherwise. */
export const usualReading: Partial<Preferences> = {
  theme,
  readingSize,
  readingWidth,
  readingFace,
  turnNumbers,
  showSpeakers,
  showTimes,
  wholeText,
}

const numberings = [
  { id: '0', every: 0, label: 'None' },
  { id: '1', every: 1, label: 'Every turn' },
  { id: '5', every: 5, label: 'Every 5th' },
  { id: '10', every: 10, label: 'Every 10th' },
] as const

/** How transcripts are read, remembered for this person on this computer; every change takes effect at once. */
export function ReadingChoices() {
  const client = useClient()
  const preferences = usePreferences()
  const room = useRoomForText()
  const set = (change: Partial<Preferences>) => void client.library.setPreferences(change).catch(showFailure)
  return (
    <div className={styles.choices}>
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
        <p role="status" className={styles.room}>
          {room !== null &&
            `This window has room for ${room} characters in a line. For more, hide a pane or make the window wider.`}
        </p>
      </div>
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
      <RadioGroup
        label="Turn numbers"
        orientation="horizontal"
        options={numberings}
        value={numberings.find(({ every }) => every === preferences.turnNumbers)?.id ?? null}
        onChange={chosen => {
          const numbering = numberings.find(({ id }) => id === chosen)
          if (numbering) set({ turnNumbers: numbering.every })
        }}
      />
      <div className={styles.switches}>
        <Switch isSelected={preferences.showSpeakers} onChange={showSpeakers => set({ showSpeakers })}>
          Who speaks, beside each turn
        </Switch>
        <Switch isSelected={preferences.showTimes} onChange={showTimes => set({ showTimes })}>
          Times of the recording
        </Switch>
        <Switch isSelected={preferences.wholeText} onChange={wholeText => set({ wholeText })}>
          Whole text at once, for screen readers (slower; up to {number(mostWhole)} paragraphs)
        </Switch>
      </div>
      <RadioGroup
        label="Theme"
        orientation="horizontal"
        options={themeChoices.map(({ id, name }) => ({ id, label: name }))}
        value={preferences.theme}
        onChange={theme => set({ theme })}
      />
    </div>
  )
}
