import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './passage-panel.module.css'
import { type About, noteUnkept, unkeptNow, useUnkept } from './unkept-words.ts'

interface WordsFormProps {
  about: About
  /** Another number each time the form is asked for: it takes the keyboard. */
  asked?: number
  label: string
  initial: string
  saveLabel: string
  /** True where nothing may be saved empty. */
  needsWords?: boolean
  /** Answers false where the words were not kept: they wait, and the form opens on them again. */
  onSave: (words: string) => Promise<boolean>
  /** Closes the form and gives the keyboard on, in the same step as the key. */
  onDone: () => void
}

/** The keyboard at the end of what is there already: one writes on. */
function writeOn(field: HTMLTextAreaElement | null): void {
  takeKeyboard(field)
  field?.setSelectionRange(field.value.length, field.value.length)
}

/** A few lines of one's own on a passage, a comment or an annotation: never lost till they are saved or given up. */
export function WordsForm(props: WordsFormProps) {
  const { about, asked = 0, label, initial, saveLabel, needsWords = false, onSave, onDone } = props
  const [words, setWords] = useState(useUnkept(about) ?? initial)
  const isEmpty = needsWords && words.trim() === ''
  const isAnswered = useRef(false)
  const form = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it is asked for
  useLayoutEffect(() => writeOn(field.current), [asked])
  const latest = useRef({ about, initial, words })
  useEffect(() => {
    latest.current = { about, initial, words }
  })
  useEffect(() => {
    void form.current?.scrollIntoView({ block: 'nearest' })
    return () => {
      const { about, initial, words } = latest.current
      if (!isAnswered.current && words !== initial) noteUnkept(about, words)
    }
  }, [])
  const save = () => {
    if (isEmpty || isAnswered.current) return
    isAnswered.current = true
    onDone()
    void onSave(words.trim()).then(isKept => noteUnkept(about, isKept ? null : words))
  }
  const cancel = () => {
    isAnswered.current = true
    noteUnkept(about, null)
    onDone()
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={form} className={styles.form} onKeyDownCapture={keyDown}>
      <TextArea label={label} value={words} onChange={setWords} inputRef={field} rows={3} />
      <div className={styles.buttons}>
        <Button size="small" onPress={cancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" shortcut="Mod+Enter" isDisabled={isEmpty} onPress={save}>
          {saveLabel}
        </Button>
      </div>
    </div>
  )
}

/** Words that are not saved, where their form is closed. */
export function UnkeptWords({ about, onOpen }: { about: About; onOpen: () => void }) {
  const words = useUnkept(about)
  if (words === undefined) return null
  return (
    <div className={styles.unkept}>
      <p className={styles.when}>Not saved yet:</p>
      <p className={styles.comment} dir="auto">
        {words}
      </p>
      <Button size="small" onPress={onOpen}>
        Write on
      </Button>
    </div>
  )
}

interface LostCommentProps {
  about: About
  /** Keeps the words as an annotation; answers false where they were not kept. */
  onSave: (words: string) => Promise<boolean>
  onDone: () => void
}

/** What was being written about a coding that was removed meanwhile, as in another window: it may be kept another way. */
export function LostComment({ about, onSave, onDone }: LostCommentProps) {
  const words = useUnkept(about)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  // Nothing had been written: the form goes as the coding did. The words are noted as their form leaves the page.
  useEffect(() => {
    if (unkeptNow(about) === undefined) done.current()
  }, [about])
  if (words === undefined) return null
  return (
    <div className={styles.unkept}>
      <p role="alert" className={styles.when}>
        The coding that this is about was removed. What you wrote can be kept as an annotation.
      </p>
      <WordsForm
        about={about}
        label="Your words"
        initial=""
        saveLabel="Annotate"
        needsWords
        onSave={onSave}
        onDone={onDone}
      />
    </div>
  )
}
