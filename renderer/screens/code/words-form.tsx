import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './passage-panel.module.css'

interface WordsFormProps {
  label: string
  initial: string
  saveLabel: string
  /** True where nothing may be saved empty. */
  needsWords?: boolean
  /** Answers false where the words were not kept: they stay here to be saved again. */
  onSave: (words: string) => Promise<boolean>
  onCancel: () => void
}

/** A few lines of one's own on a passage, a comment or an annotation: here until they are kept or given up. */
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
  const [saving, setSaving] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const save = async () => {
    if (isEmpty || saving) return
    setSaving(true)
    try {
      await onSave(words.trim())
    } finally {
      setSaving(false)
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={form} className={styles.form} aria-busy={saving} onKeyDownCapture={keyDown}>
      <TextArea label={label} value={words} onChange={setWords} inputRef={takeKeyboard} rows={3} />
      <div className={styles.buttons}>
        <Button size="small" onPress={onCancel}>
          Cancel
        </Button>
        <Button
          size="small"
          variant="primary"
          shortcut="Mod+Enter"
          isDisabled={isEmpty || saving}
          onPress={() => void save()}
        >
          {saving ? 'Saving…' : saveLabel}
        </Button>
      </div>
    </div>
  )
}
