import { useId, useRef, useState } from 'react'
import styles from './cases.module.css'

/** How writing ended, and where to go then. */
export type EditEnd = { kind: 'cancel' } | { kind: 'keep'; value: string; rows: number; columns: number }

interface CellEditorProps {
  /** The column of which case. */
  label: string
  /** What stands in it at first. */
  words: string
  /** Whether it was typed over what was there, so that typing goes on behind it. */
  isTyped: boolean
  choices: readonly string[]
  /** Why the words cannot be kept. */
  error: string | null
  onEnd(end: EditEnd): void
}

/** One cell being written in. Enter and Tab keep and go on, Escape leaves it as it was. */
export function CellEditor({ label, words, isTyped, choices, error, onEnd }: CellEditorProps) {
  const [value, setValue] = useState(words)
  const ended = useRef(false)
  const id = useId()
  const end = (how: EditEnd) => {
    if (ended.current) return
    ended.current = true
    onEnd(how)
  }
  const keep = (rows: number, columns: number) => end({ kind: 'keep', value, rows, columns })
  return (
    <>
      <input
        ref={input => {
          if (!input || input === document.activeElement) return
          input.focus()
          if (isTyped) input.setSelectionRange(input.value.length, input.value.length)
          else input.select()
        }}
        className={styles.editor}
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        list={choices.length > 0 ? `${id}-choices` : undefined}
        autoComplete="off"
        value={value}
        onChange={event => setValue(event.target.value)}
        onBlur={() => keep(0, 0)}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          event.stopPropagation()
          if (event.key === 'Enter') keep(event.shiftKey ? -1 : 1, 0)
          else if (event.key === 'Tab') keep(0, event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') end({ kind: 'cancel' })
          else return
          event.preventDefault()
        }}
      />
      {choices.length > 0 && (
        <datalist id={`${id}-choices`}>
          {choices.map(choice => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      {error !== null && (
        <p className={styles.cellError} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </>
  )
}
