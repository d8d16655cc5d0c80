import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import {
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type NodeKey,
} from 'lexical'
import { useEffect, useState } from 'react'
import type { LiveCount } from '#shared/model/live-number.ts'
import { LiveNumberDialog } from './live-number-dialog.tsx'
import { LiveNumberList } from './live-number-list.tsx'
import { LiveNumberNode } from './live-number-node.tsx'
import { EDIT_LIVE_NUMBER, SHOW_LIVE_NUMBER } from './live-numbers.ts'

/** What is open: the list behind a number, or the dialog that says what one counts; a new one where the key is null. */
type Open =
  | { what: 'list'; key: NodeKey; count: LiveCount }
  | { what: 'dialog'; key: NodeKey | null; count: LiveCount | null }

/** Puts live numbers into a memo, shows who they count, changes what they count. */
export function LiveNumberPlugin() {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(() => {
    const show = (key: NodeKey): boolean => {
      const node = $getNodeByKey(key)
      if (!(node instanceof LiveNumberNode)) return false
      setOpen({ what: 'list', key, count: node.getCount() })
      return true
    }
    return mergeRegister(
      editor.registerCommand(SHOW_LIVE_NUMBER, show, COMMAND_PRIORITY_LOW),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        event => {
          const selection = $getSelection()
          const [node, ...others] = $isNodeSelection(selection) ? selection.getNodes() : []
          if (!node || others.length > 0 || !show(node.getKey())) return false
          event?.preventDefault()
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        EDIT_LIVE_NUMBER,
        key => {
          if (!editor.isEditable()) return true
          const node = key === null ? null : $getNodeByKey(key)
          setOpen({ what: 'dialog', key, count: node instanceof LiveNumberNode ? node.getCount() : null })
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    )
  }, [editor])
  if (!open) return null
  const close = () => {
    setOpen(null)
    editor.focus()
  }
  if (open.what === 'list') {
    return (
      <LiveNumberList
        count={open.count}
        onClose={close}
        onChange={isEditable ? () => setOpen({ ...open, what: 'dialog' }) : undefined}
      />
    )
  }
  const done = (count: LiveCount) => {
    editor.update(() => {
      const node = open.key === null ? null : $getNodeByKey(open.key)
      if (node instanceof LiveNumberNode) node.setCount(count)
      else $insertNodes([new LiveNumberNode(count)])
    })
    close()
  }
  return <LiveNumberDialog count={open.count} onDone={done} onClose={close} />
}
