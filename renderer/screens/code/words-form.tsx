import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { ChangedMeanwhile } from '../../ui/mine-or-theirs.tsx'
import { takeKeyboard } from '../../ui/take-keyboard.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { warnBeforeLeaving } from '../../ui/warn-before-leaving.ts'
import { inSentence } from '../../wording.ts'
import styles from './passage-panel.module.css'
import { type About, noteUnkept, type Unkept, unkeptNow, useUnkept, type WrittenAt } from './unkept-words.ts'

interface WordsFormProps {
  about: About
  /** What is written: `comment`. */
  what?: string
  /** Another number each time the form is asked for: it takes the keyboard. */
  asked?: number
  label: string
  /** What it is about, where it does not stand beside it. */
  description?: string
  /** What is there now: where it is no longer what it was when one began, one is asked which stays. */
  initial: string
  saveLabel: string
  /** True where nothing may be saved empty. */
  needsWords?: boolean
  /** Why nothing can be saved for now, as a sentence. */
  whyHeld?: string | null
  /** Where it is written: of a new annotation the passage that it was begun on. */
  at: WrittenAt
  /** Something is written that was not there, or no longer is. */
  onBegun?: (isBegun: boolean) => void
  /** Answers false where the words were not kept: they wait, and the form opens on them again. */
  onSave: (words: string, from: string) => Promise<boolean>
  /** Closes the form and gives the keyboard on, in the same step as the key. */
  onDone: () => void
  /** Gives the keyboard on from words that wait; in the form itself where it is not closed. Absent: as `onDone`. */
  onLeave?: (() => void) | undefined
}

/** The keyboard at the end of what is there already: one writes on. */
function writeOn(field: HTMLTextAreaElement | null): void {
  takeKeyboard(field)
  field?.setSelectionRange(field.value.length, field.value.length)
}

/** A few lines of one's own on a passage, a comment or an annotation: never lost till they are saved or given up. */
export function WordsForm(props: WordsFormProps) {
  const {
    about,
    what = 'annotation',
    asked = 0,
    label,
    initial,
    saveLabel,
    needsWords = false,
    whyHeld = null,
    at,
    onSave,
    onDone,
    onLeave = onDone,
  } = props
  const [words, setWords] = useState(useUnkept(about) ?? initial)
  const [from, setFrom] = useState(unkeptNow(about)?.from ?? initial)
  const isMet = from !== initial && words.trim() !== initial
  const cannotSave = whyHeld !== null || isMet || (needsWords && words.trim() === '')
  const isAnswered = useRef(false)
  const form = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it is asked for
  useLayoutEffect(() => writeOn(field.current), [asked])
  const latest = useRef({ about, words, from, at })
  useEffect(() => {
    latest.current = { about, words, from, at }
  })
  const isWritten = words !== from
  useEffect(() => warnBeforeLeaving(() => isWritten), [isWritten])
  useEffect(() => {
    void form.current?.scrollIntoView({ block: 'nearest' })
    return () => {
      const { about, words, from, at } = latest.current
      if (!isAnswered.current && words !== from) noteUnkept(about, { words, from, ...at })
    }
  }, [])
  // Asked below the field, it is in view with it.
  useEffect(() => {
    if (isMet) form.current?.scrollIntoView({ block: 'nearest' })
  }, [isMet])
  const save = () => {
    if (whyHeld !== null) announce(whyHeld)
    else if (isMet) announce(`This ${what} was changed elsewhere: choose below which stays.`)
    if (cannotSave || isAnswered.current) return
    isAnswered.current = true
    onDone()
    void onSave(words.trim(), from).then(isKept => noteUnkept(about, isKept ? null : { words, from, ...at }))
  }
  const cancel = () => {
    isAnswered.current = true
    discard(about, words === from ? null : { words, from, ...at })
    onDone()
  }
  // What was written waits in the panel: a key pressed by habit takes nothing away.
  const leave = () => {
    if (words.trim() === '' || words === from) {
      cancel()
      return
    }
    onLeave()
    announce('Not saved yet: what you wrote stays in the panel.')
  }
  const type = (next: string) => {
    if ((next === from) !== (words === from)) props.onBegun?.(next !== from)
    setWords(next)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={form} className={styles.form} onKeyDownCapture={keyDown}>
      <TextArea
        label={label}
        {...(props.description !== undefined && { description: props.description })}
        value={words}
        onChange={type}
        inputRef={field}
        rows={3}
      />
      {isMet && (
        <ChangedMeanwhile
          what={what}
          onKeepMine={() => {
            setFrom(initial)
            field.current?.focus()
          }}
          onTakeTheirs={() => {
            setFrom(initial)
            setWords(initial)
            field.current?.focus()
          }}
        >
          {initial === '' ? 'It is empty now.' : `It now says: “${initial}”`} What you typed is in the field.
        </ChangedMeanwhile>
      )}
      <div className={styles.buttons}>
        <Button size="small" onPress={cancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" shortcut="Mod+Enter" isDisabled={cannotSave} onPress={save}>
          {saveLabel}
        </Button>
      </div>
    </div>
  )
}

/** Gives words up, and offers to have them back. */
export function discard(about: About, given: Unkept | null | undefined): void {
  noteUnkept(about, null)
  if (!given || given.words.trim() === '') return
  showToast({
    topic: 'words',
    message: 'Discarded what you wrote.',
    action: { label: 'Put it back', onAction: () => noteUnkept(about, given) },
  })
}

interface UnkeptWordsProps {
  about: About
  /** How the passage they are about begins, where they do not stand beside it. */
  quote?: string
  onOpen: () => void
}

/** Words that are not saved, where their form is closed. */
export function UnkeptWords({ about, quote, onOpen }: UnkeptWordsProps) {
  const words = useUnkept(about)
  if (words === undefined) return null
  return (
    <div className={styles.unkept}>
      <p className={styles.when} dir="auto">
        Not saved yet{quote === undefined ? '' : `, about “${inSentence(quote.replace(/\s+/g, ' '))}”`}:
      </p>
      <p className={styles.comment} dir="auto">
        {words}
      </p>
      <div className={styles.buttons}>
        <Button size="small" onPress={() => discard(about, unkeptNow(about))}>
          Discard
        </Button>
        <Button size="small" onPress={onOpen}>
          Write on
        </Button>
      </div>
    </div>
  )
}

const lostBecause = {
  removed: 'The coding that this is about was removed.',
  submitted: 'The coding that this is about was submitted and no longer changes.',
} as const

/** What is said of words that a submitted round keeps from being saved. */
export const onceClosed = (round: string): string =>
  `What you wrote can be kept as an annotation once “${inSentence(round)}” is closed.`

interface LostCommentProps {
  about: About
  /** The title of a round that keeps anything from being added here till it is closed. */
  submitted: string | null
  /** What became of its coding; of one that was joined with another the words wait on that. */
  became: 'removed' | 'submitted' | 'joined'
  at: WrittenAt
  /** Keeps the words as an annotation; answers false where they were not kept. */
  onSave: (words: string) => Promise<boolean>
  onDone: () => void
  /** Gives the keyboard on, and leaves the words where they are. */
  onLeave: () => void
}

/** What was being written about a coding that may not be changed any more, as by another window: it may be kept another way. */
export function LostComment({ about, submitted, became, at, onSave, onDone, onLeave }: LostCommentProps) {
  const words = useUnkept(about)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  // Nothing had been written: the form goes as the coding did. The words are noted as their form leaves the page.
  useEffect(() => {
    if (became === 'joined' || unkeptNow(about) === undefined) done.current()
  }, [about, became])
  if (words === undefined || became === 'joined') return null
  return (
    <div className={styles.unkept}>
      <p role="alert" className={styles.when}>
        {lostBecause[became]}{' '}
        {submitted === null ? 'What you wrote can be kept as an annotation.' : onceClosed(submitted)}
      </p>
      <WordsForm
        about={about}
        at={at}
        label="Your words"
        // The comment that it was: there is none by now that could have been changed.
        initial={unkeptNow(about)?.from ?? ''}
        saveLabel="Annotate"
        needsWords
        whyHeld={submitted === null ? null : onceClosed(submitted)}
        onSave={onSave}
        onDone={onDone}
        onLeave={onLeave}
      />
    </div>
  )
}
