import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import { $getNodeByKey, $insertNodes, COMMAND_PRIORITY_LOW, type LexicalNode, type NodeKey } from 'lexical'
import { useEffect, useState } from 'react'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ChangedMeanwhile } from '../ui/mine-or-theirs.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { EDIT_FOOTNOTE, FootnoteNode } from './footnote-node.tsx'
import { GoneMeanwhile } from './gone-meanwhile.tsx'
import { useOpenPiece } from './held-by-node.ts'

/** The footnote that is open; a new one where the key is null. */
interface Open {
  key: NodeKey | null
  before: string
}

/** Puts footnotes into a memo and shows or changes their words. */
export function FootnotePlugin() {
  const [editor] = useLexicalComposerContext()
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(
    () =>
      editor.registerCommand(
        EDIT_FOOTNOTE,
        key => {
          const node = key === null ? null : $getNodeByKey(key)
          const before = node instanceof FootnoteNode ? node.getWords() : ''
          if (key === null && !editor.isEditable()) return true
          setOpen({ key, before })
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor],
  )
  if (!open) return null
  const close = () => {
    setOpen(null)
    editor.focus()
  }
  return <FootnoteDialog open={open} onClose={close} />
}

function FootnoteDialog({ open, onClose }: { open: Open; onClose(): void }) {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [words, setWords] = useState(open.before)
  const { now, isGone, isOther, keepMine } = useOpenPiece(open.key, open.before, wordsOf)
  const isNew = open.key === null || isGone
  const done = () => {
    editor.update(() => {
      const node = open.key === null ? null : $getNodeByKey(open.key)
      if (node instanceof FootnoteNode) node.setWords(words.trim())
      else $insertNodes([new FootnoteNode(words.trim())])
    })
    onClose()
  }
  return (
    <FormDialog
      title="Footnote"
      submitLabel={isNew ? 'Insert the footnote' : 'Change the footnote'}
      isReady={isEditable && !isOther && words.trim() !== ''}
      isBusy={false}
      failure={null}
      hasDraft={words !== open.before}
      onSubmit={done}
      onClose={onClose}
    >
      {isOther && (
        <ChangedMeanwhile
          what="footnote"
          onKeepMine={keepMine}
          onTakeTheirs={() => {
            setWords(now ?? '')
            keepMine()
          }}
        >
          It now says: “{now}”
        </ChangedMeanwhile>
      )}
      {isGone && <GoneMeanwhile what="footnote" />}
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

const wordsOf = (node: LexicalNode): string | null => (node instanceof FootnoteNode ? node.getWords() : null)
