import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getNodeByKey, $insertNodes, COMMAND_PRIORITY_LOW, type NodeKey } from 'lexical'
import { useEffect, useState } from 'react'
import type { LiveCount } from '#shared/model/live-number.ts'
import { LiveNumberDialog } from './live-number-dialog.tsx'
import { LiveNumberNode } from './live-number-node.tsx'
import { EDIT_LIVE_NUMBER } from './live-numbers.ts'

interface Editing {
  key: NodeKey | null
  count: LiveCount | null
}

/** Puts live numbers into a memo and changes what they count. Draws a dialog while one is being said. */
export function LiveNumberPlugin() {
  const [editor] = useLexicalComposerContext()
  const [editing, setEditing] = useState<Editing | null>(null)
  useEffect(
    () =>
      editor.registerCommand(
        EDIT_LIVE_NUMBER,
        key => {
          if (!editor.isEditable()) return true
          const node = key === null ? null : $getNodeByKey(key)
          setEditing({ key, count: node instanceof LiveNumberNode ? node.getCount() : null })
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
  const done = (count: LiveCount) => {
    editor.update(() => {
      const node = editing.key === null ? null : $getNodeByKey(editing.key)
      if (node instanceof LiveNumberNode) node.setCount(count)
      else $insertNodes([new LiveNumberNode(count)])
    })
    close()
  }
  return <LiveNumberDialog count={editing.count} onDone={done} onClose={close} />
}
