import { useEffect, useMemo, useRef, useState } from 'react'
import type { GridCell, Judgement } from '#shared/model/grid.ts'
import { Autosave, type SaveState } from '../../editor/autosave.ts'
import { onLeaving } from '../../editor/on-leaving.ts'
import { useAct, useClient } from '../../use-engine.ts'

/** What is written of a cell, and what is done with it. */
export interface CellNote {
  text: string
  saved: SaveState
  write(text: string): void
  judge(judgement: Judgement | null): void
  /** Keeps what was typed, now. */
  flush(): void
  /** Where another wrote in the same cell meanwhile. */
  keepMine(): void
  takeTheirs(): void
}

/**
 * What is written of a theme and a case or data set, kept by itself as a memo is: a second after the last key, on leaving the
 * field and on leaving the page. What another wrote there comes in, but not over what is being typed.
 */
export function useCellNote(theme: string, about: string, cell: GridCell | undefined): CellNote {
  const client = useClient()
  const { run } = useAct()
  const stored = cell?.text ?? ''
  const [text, setText] = useState(stored)
  const [saved, setSaved] = useState<SaveState>({ is: 'kept', at: null })
  const typed = useRef(stored)
  /** What the study has, as far as it is known here: what one writes is kept beside the judgement it was given. */
  const known = useRef({ text: stored, judgement: cell?.judgement ?? null })
  const autosave = useMemo(() => {
    const show = (words: string) => {
      typed.current = words
      setText(words)
    }
    return new Autosave(
      { text: known.current.text, id: known.current.text },
      {
        // The study keeps no blanks around it.
        read: () => typed.current.trim(),
        async keep(words, from) {
          if (known.current.text !== from) return { id: words, isAside: true }
          await client.explore.note({ theme, about, judgement: known.current.judgement, text: words })
          known.current.text = words
          return { id: words, isAside: false }
        },
        take: show,
        merge: () => false,
        onState: setSaved,
      },
    )
  }, [client, theme, about])
  useEffect(() => {
    known.current = { text: stored, judgement: cell?.judgement ?? null }
    autosave.came({ text: stored, id: stored })
  }, [autosave, stored, cell?.judgement])
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
    judge(judgement) {
      known.current.judgement = judgement
      void run(async () => {
        await autosave.flush()
        await client.explore.note({ theme, about, judgement, text: known.current.text })
      })
    },
    flush: () => void autosave.flush(),
    keepMine: () => void autosave.keepMine(),
    takeTheirs: () => void autosave.takeTheirs(),
  }
}
