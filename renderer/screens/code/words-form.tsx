import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './passage-panel.module.css'

interface WordsFormProps {
  label: string
  initial: string
  saveLabel: string
  /** True where nothing may be saved empty. */
  needsWords?: boolean
  onSave: (words: string) => void
  onCancel: () => void
}

/** A few lines of one's own on a passage: a comment or an annotation. */
export function WordsForm({
  label,
  initial,
  saveLabel,
  needsWords = false,
  onSave,
  onCancel,
}: WordsFormProps) {
  const [words, setWords] = useState(initial)
  const isEmpty = needsWords && words.trim() === ''
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) onSave(words.trim())
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.form} onKeyDownCapture={keyDown}>
      <TextArea label={label} value={words} onChange={setWords} autoFocus rows={3} />
      <div className={styles.buttons}>
        <Button size="small" onPress={onCancel}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          shortcut="Mod+Enter"
          isDisabled={isEmpty}
          onPress={() => onSave(words.trim())}
        >
          {saveLabel}
        </Button>
      </div>
    </div>
  )
}
