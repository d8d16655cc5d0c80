import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { createEmptyHistoryState, HistoryPlugin } from '@lexical/react/LexicalHistoryPlugin'
import { COMMAND_PRIORITY_HIGH, type LexicalCommand, REDO_COMMAND, UNDO_COMMAND } from 'lexical'
import { useEffect, useMemo, useRef } from 'react'

interface StudyUndoProps {
  /** Takes back, or does again, the study's last step. */
  onStep(step: 'undo' | 'redo'): void
}

/**
 * Undo and redo in a memo: first what was typed since it was opened, step by step; where that is exhausted, the
 * study's own steps, which outlive a reload. Draws nothing.
 */
export function StudyUndo({ onStep }: StudyUndoProps) {
  const [editor] = useLexicalComposerContext()
  const typed = useMemo(createEmptyHistoryState, [])
  const latest = useRef(onStep)
  useEffect(() => {
    latest.current = onStep
  })
  useEffect(() => {
    /** The editor's history takes the command unless it has nothing left. */
    const fallThrough = (command: LexicalCommand<void>, step: 'undo' | 'redo') =>
      editor.registerCommand(
        command,
        () => {
          if (typed[step === 'undo' ? 'undoStack' : 'redoStack'].length > 0) return false
          latest.current(step)
          return true
        },
        COMMAND_PRIORITY_HIGH,
      )
    const stop = [fallThrough(UNDO_COMMAND, 'undo'), fallThrough(REDO_COMMAND, 'redo')]
    return () => {
      for (const end of stop) end()
    }
  }, [editor, typed])
  return <HistoryPlugin externalHistoryState={typed} />
}
