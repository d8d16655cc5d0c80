import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getNodeByKey, type LexicalNode, type NodeKey } from 'lexical'
import { useCallback, useState, useSyncExternalStore } from 'react'

/**
 * What a node of a memo holds now, also after another changed it; null where it is gone, or there is no key yet.
 *
 * @param hold what of a node is asked for: the same object as long as it says the same; null where the node is of another kind
 */
export function useHeldByNode<T>(key: NodeKey | null, hold: (node: LexicalNode) => T | null): T | null {
  const [editor] = useLexicalComposerContext()
  const watch = useCallback((watcher: () => void) => editor.registerUpdateListener(watcher), [editor])
  return useSyncExternalStore(watch, () =>
    key === null
      ? null
      : editor.getEditorState().read(() => {
          const node = $getNodeByKey(key)
          return node ? hold(node) : null
        }),
  )
}

/** What is open in a dialog, and what became of it in the memo meanwhile. */
interface OpenPiece<T> {
  /** What the memo has now; null where it is not in it. */
  now: T | null
  /** It was taken out while it is open. */
  isGone: boolean
  /** Another changed it while it is open, and nobody said yet which stays. */
  isOther: boolean
  /** What is said in the dialog is to stay, over what the memo has now. */
  keepMine(): void
}

/** Follows what is open in a dialog: `began` is what it said when it was opened. */
export function useOpenPiece<T>(
  key: NodeKey | null,
  began: T | null,
  hold: (node: LexicalNode) => T | null,
): OpenPiece<T> {
  const now = useHeldByNode(key, hold)
  const [known, setKnown] = useState(began)
  return {
    now,
    isGone: key !== null && now === null,
    isOther: now !== null && JSON.stringify(now) !== JSON.stringify(known),
    keepMine: () => now !== null && setKnown(now),
  }
}
