import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $getSelection,
  $isDecoratorNode,
  $isNodeSelection,
  $isRangeSelection,
  type LexicalEditor,
  type NodeKey,
} from 'lexical'
import { useSyncExternalStore } from 'react'

interface Selected {
  keys: ReadonlySet<NodeKey>
  watchers: Set<() => void>
}

const perEditor = new WeakMap<LexicalEditor, Selected>()

/**
 * Whether a quotation or number is selected. One listener serves all of an editor: with one for each, a memo of hundreds of
 * quotations would ask each of them at every key.
 */
export function useIsNodeSelected(key: NodeKey): boolean {
  const [editor] = useLexicalComposerContext()
  const selected = selectedIn(editor)
  return useSyncExternalStore(
    watcher => {
      selected.watchers.add(watcher)
      return () => selected.watchers.delete(watcher)
    },
    () => selected.keys.has(key),
  )
}

function selectedIn(editor: LexicalEditor): Selected {
  const known = perEditor.get(editor)
  if (known) return known
  const selected: Selected = { keys: new Set(), watchers: new Set() }
  perEditor.set(editor, selected)
  editor.registerUpdateListener(({ editorState }) => {
    const keys = editorState.read($selectedKeys)
    if (keys.length === selected.keys.size && keys.every(key => selected.keys.has(key))) return
    selected.keys = new Set(keys)
    for (const watcher of selected.watchers) watcher()
  })
  return selected
}

function $selectedKeys(): NodeKey[] {
  const selection = $getSelection()
  if ($isRangeSelection(selection) ? selection.isCollapsed() : !$isNodeSelection(selection)) return []
  return (selection?.getNodes() ?? []).filter($isDecoratorNode).map(node => node.getKey())
}
