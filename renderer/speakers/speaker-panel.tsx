import { History, Undo2 } from 'lucide-react'
import {
  asRecognised,
  type ShownSpeaker,
  type SpeakerChoice,
  type Speech,
  saysNothing,
} from '#shared/model/speakers.ts'
import { Button } from '../ui/button.tsx'
import { announce } from '../ui/live-announcer.tsx'
import { listed, share } from '../wording.ts'
import { asking, excluded, merged, renamed, restored, separated } from './change-choice.ts'
import { LabelFinder } from './label-finder.tsx'
import { SpeakerRow } from './speaker-row.tsx'
import styles from './speakers.module.css'

interface SpeakerPanelProps {
  speech: Speech
  onChange(choice: SpeakerChoice): void
  /** Says the same of every other file of the import; absent where there is no other. */
  onForAll?: (() => void) | undefined
}

/** Who speaks: how labels are found, each speaker with their share, and what a person can put right about it. */
export function SpeakerPanel({ speech, onChange, onForAll }: SpeakerPanelProps) {
  const { choice, remembered, speakers, unnamedWords } = speech
  const words = speakers.reduce((sum, { words }) => sum + words, unnamedWords)
  const shareOf = (part: number) => (words === 0 ? 0 : part / words)
  const isChanged = !saysNothing(choice)
  return (
    <section className={styles.panel} aria-label="Speakers">
      <header className={styles.head}>
        <h3 className={styles.heading}>Speakers</h3>
        {remembered !== null && (
          <p className={styles.remembered}>
            <History aria-hidden="true" />
            <span>As for “{remembered}”, taken to hold here too</span>
          </p>
        )}
        {isChanged && onForAll && (
          <Button size="small" variant="quiet" onPress={onForAll}>
            Use for all files
          </Button>
        )}
        {isChanged && (
          <Button size="small" variant="quiet" icon={<Undo2 />} onPress={() => onChange(asRecognised)}>
            As recognised
          </Button>
        )}
      </header>
      {speech.hasLabels && <LabelFinder speech={speech} onChange={find => onChange({ ...choice, find })} />}
      {speakers.length === 0 ? (
        <p className={styles.quiet}>Nobody is named. The text is cut into paragraphs.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Interviewer</th>
              <th scope="col" className={styles.number}>
                Turns
              </th>
              <th scope="col">Words</th>
              <th scope="col">First words</th>
              <th scope="col">
                <span className={styles.unseen}>More</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {speakers.map(speaker => (
              <SpeakerRow
                key={speaker.labels.join('\n')}
                speaker={{ ...speaker, asks: saidOf(choice, speaker) }}
                share={shareOf(speaker.words)}
                others={speakers.filter(({ name }) => name !== speaker.name)}
                onRename={name => onChange(renamed(choice, speaker, name))}
                onAsks={asks => onChange(asking(choice, speaker, asks))}
                onMerge={other => {
                  announce(`${listed([speaker.name, other.name])} are one speaker.`)
                  onChange(merged(choice, speaker, other))
                }}
                onSeparate={() => onChange(separated(choice, speaker))}
                onExclude={() => {
                  announce(`${speaker.name} is not a speaker.`)
                  onChange(excluded(choice, speaker))
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      {speakers.length > 0 && unnamedWords > 0 && (
        <p className={styles.quiet}>{share(shareOf(unnamedWords))} of the words have no speaker.</p>
      )}
      {choice.not.length > 0 && (
        <div className={styles.excluded}>
          <span>Not speakers:</span>
          {choice.not.map(label => (
            <Button
              key={label}
              size="small"
              icon={<Undo2 />}
              aria-label={`Take ${label} as a speaker again`}
              onPress={() => onChange(restored(choice, label))}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

/** Whether a speaker asks: what was said last counts before the engine has answered. */
const saidOf = ({ asks }: SpeakerChoice, speaker: ShownSpeaker): boolean =>
  asks.find(({ name }) => name === speaker.name)?.asks ?? speaker.asks
