import { $isLinkNode, $toggleLink } from '@lexical/link'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  createCommand,
  type LexicalCommand,
} from 'lexical'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { followable } from './followable.ts'

/** Asks for the address that the chosen words lead to. */
export const EDIT_LINK: LexicalCommand<void> = createCommand('EDIT_LINK')

/** Makes words lead to an address of the web or of mail. Nothing is fetched, and a press in the memo goes nowhere. */
export function LinkPlugin() {
  const [editor] = useLexicalComposerContext()
  const [before, setBefore] = useState<string | null>(null)
  const [address, setAddress] = useState('')
  useEffect(
    () =>
      editor.registerCommand(
        EDIT_LINK,
        () => {
          const selection = $getSelection()
          if (!editor.isEditable() || !$isRangeSelection(selection)) return true
          const link = selection.anchor.getNode().getParents().find($isLinkNode)
          const there = link ? link.getURL() : ''
          setBefore(there)
          setAddress(there)
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor],
  )
  useEffect(() => {
    const stay = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
    }
    return editor.registerRootListener((root, previous) => {
      previous?.removeEventListener('click', stay)
      previous?.removeEventListener('auxclick', stay)
      root?.addEventListener('click', stay)
      root?.addEventListener('auxclick', stay)
    })
  }, [editor])
  if (before === null) return null
  const close = () => {
    setBefore(null)
    editor.focus()
  }
  const wanted = withScheme(address.trim())
  const leads = followable(wanted)
  const done = () => {
    editor.update(() => {
      const selection = $getSelection()
      if (!$isRangeSelection(selection) || leads === null) return
      const isInLink = selection.anchor.getNode().getParents().some($isLinkNode)
      if (selection.isCollapsed() && !isInLink) {
        const text = $createTextNode(address.trim())
        selection.insertNodes([text])
        text.select(0, address.trim().length)
      }
      $toggleLink(leads)
    })
    close()
  }
  return (
    <FormDialog
      title="Link"
      description="An address of the web or of mail. It leads there from exports; nothing is fetched here."
      submitLabel={before === '' ? 'Make the link' : 'Change the link'}
      isReady={leads !== null}
      isBusy={false}
      failure={null}
      onSubmit={done}
      onClose={close}
    >
      <TextField
        label="Address"
        autoFocus
        value={address}
        onChange={setAddress}
        maxLength={2000}
        {...(address.trim() !== '' && leads === null
          ? { error: 'Links lead to http, https or mailto addresses only.' }
          : {})}
      />
      {before !== '' && (
        <div>
          <Button
            onPress={() => {
              editor.update(() => $toggleLink(null))
              close()
            }}
          >
            Take the link away
          </Button>
        </div>
      )}
    </FormDialog>
  )
}

/** People write addresses without their scheme. */
const withScheme = (address: string): string =>
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(address)
    ? `mailto:${address}`
    : /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(address)
      ? `https://${address}`
      : address
