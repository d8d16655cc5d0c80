import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import {
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
} from 'lexical'
import { useEffect, useState } from 'react'
import type { LiveCount } from '#shared/model/live-number.ts'
import { ChangedMeanwhile } from '../ui/mine-or-theirs.tsx'
import { useRead } from '../use-engine.ts'
import { GoneMeanwhile } from './gone-meanwhile.tsx'
import { useHeldByNode, useOpenPiece } from './held-by-node.ts'
import { LiveNumberDialog } from './live-number-dialog.tsx'
import { LiveNumberList } from './live-number-list.tsx'
import { LiveNumberNode } from './live-number-node.tsx'
import { countsInWords, EDIT_LIVE_NUMBER, SHOW_LIVE_NUMBER } from './live-numbers.ts'

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
      <OpenList
        nodeKey={open.key}
        count={open.count}
        onClose={close}
        onChange={isEditable ? count => setOpen({ what: 'dialog', key: open.key, count }) : undefined}
      />
    )
  }
  return <OpenDialog nodeKey={open.key} began={open.count} onClose={close} />
}

interface OpenListProps {
  nodeKey: NodeKey
  count: LiveCount
  onClose(): void
  onChange: ((count: LiveCount) => void) | undefined
}

/** Who a number counts, as it is by now. */
function OpenList({ nodeKey, count, onClose, onChange }: OpenListProps) {
  const now = useHeldByNode(nodeKey, countOf) ?? count
  return <LiveNumberList count={now} onClose={onClose} onChange={onChange && (() => onChange(now))} />
}

interface OpenDialogProps {
  nodeKey: NodeKey | null
  began: LiveCount | null
  onClose(): void
}

/** Says what a number counts, a new one where the key is null, and keeps it. */
function OpenDialog({ nodeKey, began, onClose }: OpenDialogProps) {
  const [editor] = useLexicalComposerContext()
  const { now, isGone, isOther, keepMine } = useOpenPiece(nodeKey, began, countOf)
  // What the fields begin from: another's once that is taken.
  const [from, setFrom] = useState(began)
  const done = (count: LiveCount) => {
    editor.update(() => {
      const node = nodeKey === null ? null : $getNodeByKey(nodeKey)
      if (node instanceof LiveNumberNode) node.setCount(count)
      else $insertNodes([new LiveNumberNode(count)])
    })
    onClose()
  }
  return (
    <LiveNumberDialog
      key={JSON.stringify(from)}
      count={from}
      isNew={nodeKey === null || isGone}
      met={
        isOther && now ? (
          <NumberMet
            now={now}
            onKeepMine={keepMine}
            onTakeTheirs={() => {
              setFrom(now)
              keepMine()
            }}
          />
        ) : isGone ? (
          <GoneMeanwhile what="number" />
        ) : null
      }
      isReady={!isOther}
      onDone={done}
      onClose={onClose}
    />
  )
}

interface NumberMetProps {
  now: LiveCount
  onKeepMine(): void
  onTakeTheirs(): void
}

/** Says what another made of the number, and asks which stays. */
function NumberMet({ now, onKeepMine, onTakeTheirs }: NumberMetProps) {
  const { data } = useRead('memos.count', now)
  return (
    <ChangedMeanwhile what="number" onKeepMine={onKeepMine} onTakeTheirs={onTakeTheirs}>
      {data && `It now says “${data.number.said}”. ${countsInWords(data.number)}`}
    </ChangedMeanwhile>
  )
}

const countOf = (node: LexicalNode): LiveCount | null =>
  node instanceof LiveNumberNode ? node.getCount() : null
