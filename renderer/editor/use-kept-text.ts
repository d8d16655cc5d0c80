import { useEffect, useMemo, useRef, useState } from 'react'
import { Autosave, type SaveState } from './autosave.ts'
import { onLeaving } from './on-leaving.ts'

/** A plain text being written, and how it stands with what is kept. */
export interface KeptField {
  text: string
  saved: SaveState
  write(text: string): void
  /** Keeps what was typed, now. */
  flush(): Promise<void>
  /** Where another wrote the same text meanwhile. */
  keepMine(): void
  takeTheirs(): void
}

/**
 * A plain text kept by itself as a memo is: a second after the last key, on leaving the field and on leaving the page. What
 * another wrote comes in, but not over what is being typed. One text for as long as the component stands: give it a key.
 *
 * @param stored what the study has, without blanks around it: another object with each answer of the study, also where it says
 *   the same as the one before
 * @param keep writes a text into the study
 */
export function useKeptText(
  stored: { readonly text: string },
  keep: (text: string) => Promise<unknown>,
): KeptField {
  const [text, setText] = useState(stored.text)
  const [saved, setSaved] = useState<SaveState>({ is: 'kept', at: null })
  const typed = useRef(stored.text)
  /** What the study has, as far as it is known here. */
  const known = useRef(stored.text)
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  const autosave = useMemo(
    () =>
      new Autosave(
        { text: known.current, id: known.current },
        {
          // The study keeps no blanks around it.
          read: () => typed.current.trim(),
          async keep(words, from) {
            if (known.current !== from) return { id: words, isAside: true }
            await latest.current(words)
            known.current = words
            return { id: words, isAside: false }
          },
          take(words) {
            typed.current = words
            setText(words)
          },
          merge: () => false,
          onState: setSaved,
        },
      ),
    [],
  )
  useEffect(() => {
    known.current = stored.text
    autosave.came({ text: stored.text, id: stored.text })
  }, [autosave, stored])
  useEffect(() => {
    const flush = () => void autosave.flush()
    const stop = onLeaving(flush)
    return () => {
      stop()
      flush()
    }
  }, [autosave])
  return {
    text,
    saved,
    write(words) {
      typed.current = words
      setText(words)
      autosave.changed()
    },
    flush: () => autosave.flush(),
    keepMine: () => void autosave.keepMine(),
    takeTheirs: () => void autosave.takeTheirs(),
  }
}
