import { Ellipsis } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ShownSpeaker } from '#shared/model/speakers.ts'
import { IconButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { Meter } from '../ui/meter.tsx'
import { TextField } from '../ui/text-field.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { listed, number, share as shareInWords } from '../wording.ts'
import styles from './speakers.module.css'

interface SpeakerRowProps {
  speaker: ShownSpeaker
  /** Of all words, 0 to 1. */
  share: number
  others: readonly ShownSpeaker[]
  onRename(name: string): void
  onAsks(asks: boolean): void
  onMerge(other: ShownSpeaker): void
  onSeparate(): void
  onExclude(): void
}

/** A speaker: the name, whether they ask, how much is theirs, how they begin. */
export function SpeakerRow({ speaker, share, others, ...on }: SpeakerRowProps) {
  const { name, labels, turns, asks, first } = speaker
  const [draft, setDraft] = useState(name)
  useEffect(() => setDraft(name), [name])
  const keep = () => {
    if (draft.trim() === '') setDraft(name)
    on.onRename(draft)
  }
  const isNamed = labels.length > 1 || labels[0] !== name
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <TextField
          label={`Name of ${name}`}
          isLabelHidden
          value={draft}
          maxLength={200}
          onChange={setDraft}
          onBlur={keep}
          onKeyDown={event => {
            if (event.key === 'Enter') keep()
            else event.continuePropagation()
          }}
        />
        {isNamed && <span className={styles.labels}>In the text: {listed(labels)}</span>}
      </th>
      <td className={styles.asks}>
        <Checkbox isSelected={asks} onChange={on.onAsks}>
          <VisuallyHidden>{name} asks the questions</VisuallyHidden>
        </Checkbox>
      </td>
      <td className={styles.number}>{number(turns)}</td>
      <td>
        <Meter label={`Share of the words said by ${name}`} value={share} words={shareInWords(share)} />
      </td>
      <td className={styles.first}>
        <p>{first[0]}</p>
        <p>{first[1]}</p>
      </td>
      <td className={styles.more}>
        <MenuButton
          label={`More for ${name}`}
          trigger={<IconButton label={`More for ${name}`} size="small" icon={<Ellipsis />} />}
          entries={[
            ...others.map(other => ({
              id: `merge ${other.name}`,
              label: `The same person as ${other.name}`,
              onAction: () => on.onMerge(other),
            })),
            ...(isNamed
              ? [
                  {
                    id: 'separate',
                    label: labels.length > 1 ? `Take ${listed(labels)} apart` : `Show ${labels[0]} again`,
                    onAction: on.onSeparate,
                  },
                ]
              : []),
            { id: 'exclude', label: `${name} is not a speaker`, onAction: on.onExclude },
          ]}
        />
      </td>
    </tr>
  )
}
