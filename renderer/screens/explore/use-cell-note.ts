import { useEffect, useMemo, useRef } from 'react'
import type { GridCell, Judgement } from '#shared/model/grid.ts'
import { type KeptField, useKeptText } from '../../editor/use-kept-text.ts'
import { useAct, useClient } from '../../use-engine.ts'

/** What is written of a cell, and what is done with it. */
export interface CellNote extends KeptField {
  judge(judgement: Judgement | null): void
}

/** What is written of a theme and a case or data set, kept by itself; each save keeps the judgement that stands. */
export function useCellNote(theme: string, about: string, cell: GridCell | undefined): CellNote {
  const client = useClient()
  const { run } = useAct()
  const judgement = useRef(cell?.judgement ?? null)
  const text = useRef(cell?.text ?? '')
  useEffect(() => {
    judgement.current = cell?.judgement ?? null
    text.current = cell?.text ?? ''
  }, [cell?.judgement, cell?.text])
  const stored = useMemo(() => ({ text: cell?.text ?? '' }), [cell])
  const note = useKeptText(stored, async words => {
    await client.explore.note({ theme, about, judgement: judgement.current, text: words })
    text.current = words
  })
  return {
    ...note,
    judge(chosen) {
      judgement.current = chosen
      void run(async () => {
        await note.flush()
        await client.explore.note({ theme, about, judgement: chosen, text: text.current })
      })
    },
  }
}
