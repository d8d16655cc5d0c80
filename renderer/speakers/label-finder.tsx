import { useState } from 'react'
import type { LabelFinding, LabelPattern, Speech } from '#shared/model/speakers.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { listed } from '../wording.ts'
import styles from './speakers.module.css'

interface LabelFinderProps {
  speech: Speech
  onChange(find: LabelFinding): void
}

const patternNames: Record<LabelPattern, string> = {
  colon: 'Name: words',
  bracket: '[Name] words',
  timed: 'Name and a time on a line',
  alone: 'Name on a line of its own',
  tab: 'Name, tab, words',
  dash: 'Name – words',
  initials: 'AB words',
}

type Way = 'automatic' | 'labels' | 'nobody' | LabelPattern

/** How labels are written: a pattern that occurs in this text, labels as typed, or none. */
export function LabelFinder({ speech, onChange }: LabelFinderProps) {
  const { find } = speech.choice
  const [typing, setTyping] = useState(false)
  const way: Way = typing ? 'labels' : find.by === 'pattern' ? find.pattern : find.by
  const missing = find.by === 'pattern' && !speech.patterns.some(({ pattern }) => pattern === find.pattern)
  const options: { id: Way; label: string; description?: string }[] = [
    { id: 'automatic', label: 'As recognised' },
    ...speech.patterns.map(({ pattern, example, labels }) => ({
      id: pattern,
      label: patternNames[pattern],
      description: `${shortened(listed(labels))} · ${shortened(example)}`,
    })),
    ...(missing ? [{ id: find.pattern, label: patternNames[find.pattern] }] : []),
    { id: 'labels', label: 'As I type them…' },
    { id: 'nobody', label: 'Nobody is named' },
  ]
  const choose = (chosen: Way) => {
    setTyping(chosen === 'labels')
    if (chosen === 'automatic' || chosen === 'nobody') onChange({ by: chosen })
    else if (chosen !== 'labels') onChange({ by: 'pattern', pattern: chosen })
  }
  return (
    <div className={styles.finder}>
      <Select label="How labels are written" options={options} value={way} onChange={choose} />
      {way === 'labels' && (
        <TypedLabels
          find={find}
          onChange={labels => {
            setTyping(false)
            onChange(labels)
          }}
        />
      )}
    </div>
  )
}

/** Labels as a person types them, looked for when they say so or go on to something else. */
function TypedLabels({ find, onChange }: { find: LabelFinding; onChange(find: LabelFinding): void }) {
  const [typed, setTyped] = useState(find.by === 'labels' ? find.labels.join(', ') : '')
  const [alike, setAlike] = useState(find.by === 'labels' ? find.alike : true)
  const labels = [...new Set(typed.split(',').flatMap(label => label.trim() || []))]
  const isNew = find.by !== 'labels' || find.labels.join() !== labels.join()
  const look = () => {
    if (labels.length > 0) onChange({ by: 'labels', labels: labels.slice(0, 100), alike })
  }
  return (
    <div className={styles.typed}>
      <TextField
        label="Labels, with commas between"
        description="As they begin a line, with any marks around them: <P1>, Q."
        value={typed}
        maxLength={2000}
        onChange={setTyped}
        onBlur={() => isNew && look()}
        onKeyDown={event => {
          if (event.key === 'Enter') look()
          else event.continuePropagation()
        }}
      />
      <div className={styles.look}>
        <Checkbox isSelected={alike} onChange={setAlike}>
          And others written alike
        </Checkbox>
        <Button size="small" isDisabled={labels.length === 0} onPress={look}>
          Find them
        </Button>
      </div>
    </div>
  )
}

const shortened = (words: string): string => (words.length > 48 ? `${words.slice(0, 47).trimEnd()}…` : words)
