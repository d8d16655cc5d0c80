import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { COMMAND_PRIORITY_CRITICAL, KEY_DOWN_COMMAND } from 'lexical'
import { useEffect } from 'react'

/** Leaves keys pressed on a button within a memo, such as a quotation's, to that button. Draws nothing. */
export function OwnKeys() {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        ({ target }) => target instanceof Element && target.closest('button') !== null,
        COMMAND_PRIORITY_CRITICAL,
      ),
    [editor],
  )
  return null
}
