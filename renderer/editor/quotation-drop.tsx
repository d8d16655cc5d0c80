import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { COMMAND_PRIORITY_HIGH, DRAGOVER_COMMAND, DROP_COMMAND, mergeRegister } from 'lexical'
import { useEffect } from 'react'
import { dropQuotation } from './insert-quotation.ts'
import { quotationDragType, readPlace } from './quotation-place.ts'

/** Takes passages dropped on a memo; anything else that is dropped is left outside. */
export function QuotationDrop() {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      mergeRegister(
        editor.registerCommand(
          DRAGOVER_COMMAND,
          event => {
            event.preventDefault()
            if (event.dataTransfer) {
              const isPassage = event.dataTransfer.types.includes(quotationDragType)
              event.dataTransfer.dropEffect = isPassage && editor.isEditable() ? 'copy' : 'none'
            }
            return true
          },
          COMMAND_PRIORITY_HIGH,
        ),
        editor.registerCommand(
          DROP_COMMAND,
          event => {
            event.preventDefault()
            const place = readPlace(event.dataTransfer?.getData(quotationDragType) ?? '')
            if (place && editor.isEditable()) {
              dropQuotation(editor, place, event.target instanceof Node ? event.target : null, event.clientY)
            }
            return true
          },
          COMMAND_PRIORITY_HIGH,
        ),
      ),
    [editor],
  )
  return null
}
