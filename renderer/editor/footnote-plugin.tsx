import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import { $getNodeByKey, $insertNodes, COMMAND_PRIORITY_LOW, type NodeKey } from 'lexical'
import { useEffect, useState } from 'react'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { EDIT_FOOTNOTE, FootnoteNode } from './footnote-node.tsx'

/** Puts footnotes into a memo and shows or changes their words. */
export function FootnotePlugin() {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [editing, setEditing] = useState<{ key: NodeKey | null; before: string } | null>(null)
  const [words, setWords] = useState('')
  useEffect(
    () =>
      editor.registerCommand(
        EDIT_FOOTNOTE,
        key => {
          const node = key === null ? null : $getNodeByKey(key)
          const before = node instanceof FootnoteNode ? node.getWords() : ''
          if (key === null && !editor.isEditable()) return true
          setEditing({ key, before })
          setWords(before)
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor],
  )
  if (!editing) return null
  const close = () => {
    setEditing(null)
    editor.focus()
  }
  const done = () => {
    editor.update(() => {
      const node = editing.key === null ? null : $getNodeByKey(editing.key)
      if (node instanceof FootnoteNode) node.setWords(words.trim())
      else $insertNodes([new FootnoteNode(words.trim())])
    })
    close()
  }
  return (
    <FormDialog
      title="Footnote"
      submitLabel={editing.key === null ? 'Insert the footnote' : 'Change the footnote'}
      isReady={isEditable && words.trim() !== ''}
      isBusy={false}
      failure={null}
      hasDraft={words !== editing.before}
      onSubmit={done}
      onClose={close}
    >
      <TextArea
        label="What it says"
        autoFocus
        rows={4}
        maxLength={5000}
        isReadOnly={!isEditable}
        value={words}
        onChange={setWords}
      />
    </FormDialog>
  )
}
