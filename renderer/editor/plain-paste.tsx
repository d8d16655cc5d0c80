import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  PASTE_COMMAND,
  type PasteCommandType,
} from 'lexical'
import { useEffect } from 'react'
import { memoNamespace } from './memo-nodes.ts'

/**
 * What is pasted from elsewhere comes as plain paragraphs: its markup is never parsed, which the page's policy
 * would refuse anyway. What was copied from a memo keeps its shape and its quotations.
 */
export function PlainPaste() {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        event => {
          const data = transferOf(event)
          if (!data || isFromAMemo(data.getData('application/x-lexical-editor'))) return false
          event.preventDefault()
          insertParagraphs(data.getData('text/plain'))
          return true
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  )
  return null
}

function transferOf(event: PasteCommandType): DataTransfer | null {
  if ('clipboardData' in event && event.clipboardData) return event.clipboardData
  return 'dataTransfer' in event ? event.dataTransfer : null
}

function isFromAMemo(json: string): boolean {
  if (json === '') return false
  try {
    const copied: unknown = JSON.parse(json)
    return (
      typeof copied === 'object' &&
      copied !== null &&
      'namespace' in copied &&
      copied.namespace === memoNamespace
    )
  } catch {
    return false
  }
}

function insertParagraphs(text: string): void {
  for (const [index, line] of text.split(/\r?\n+/).entries()) {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return
    if (index > 0) selection.insertParagraph()
    const here = $getSelection()
    if ($isRangeSelection(here)) here.insertText(line)
  }
}
