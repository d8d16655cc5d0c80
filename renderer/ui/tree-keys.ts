import type { KeyLine } from './key-line.ts'
import { dropByArrow, type TreeDrop, type TreeRow, whyNotMoved } from './tree-rows.ts'

/** What a key asks of a tree. */
export type TreeIntent =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'expand'; readonly ids: readonly string[] }
  | { readonly kind: 'collapse'; readonly id: string }
  | { readonly kind: 'move'; readonly ids: readonly string[]; readonly drop: TreeDrop }
  /** There is no place to move to: why, in words. */
  | { readonly kind: 'stay'; readonly why: string }
  | { readonly kind: 'toggle' | 'all' | 'alone' | 'open' | 'rename' | 'remove' | 'menu' }
  | { readonly kind: 'type'; readonly letter: string }

export interface TreeKey {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

const plain: Readonly<Record<string, TreeIntent>> = {
  Enter: { kind: 'open' },
  Escape: { kind: 'alone' },
  F2: { kind: 'rename' },
  Delete: { kind: 'remove' },
  Backspace: { kind: 'remove' },
  ContextMenu: { kind: 'menu' },
  ' ': { kind: 'toggle' },
}

/**
 * Reads a key by the WAI-ARIA tree pattern, with Alt and arrows to move the node itself.
 * @param index the active row
 * @param chosen ids that are moved together, as they stand in the tree; the active row's own where it stands alone
 * @param page how many rows Page Up and Page Down go
 * @param isTyping whether a name is being typed: a space is part of it then. `?` is never, so that help is had from here too
 */
export function treeIntent(
  rows: readonly TreeRow[],
  index: number,
  chosen: readonly string[],
  key: TreeKey,
  page: number,
  isTyping = false,
): TreeIntent | null {
  const row = rows[index]
  if (!row) return null
  const last = rows.length - 1
  if (key.altKey) {
    if (!key.key.startsWith('Arrow')) return null
    // Several go where the one at the end they are moved towards would go.
    const leader = (key.key === 'ArrowDown' ? chosen.at(-1) : chosen[0]) ?? row.node.id
    const drop = dropByArrow(rows, leader, key.key)
    return drop
      ? { kind: 'move', ids: chosen, drop }
      : { kind: 'stay', why: whyNotMoved(rows, { leader, count: chosen.length, key: key.key }) }
  }
  if (key.key === 'F10' && key.shiftKey) return { kind: 'menu' }
  if (key.key.toLowerCase() === 'a' && (key.ctrlKey || key.metaKey)) return { kind: 'all' }
  switch (key.key) {
    case 'ArrowDown':
      return { kind: 'go', index: Math.min(last, index + 1) }
    case 'ArrowUp':
      return { kind: 'go', index: Math.max(0, index - 1) }
    case 'PageDown':
      return { kind: 'go', index: Math.min(last, index + page) }
    case 'PageUp':
      return { kind: 'go', index: Math.max(0, index - page) }
    case 'Home':
      return { kind: 'go', index: 0 }
    case 'End':
      return { kind: 'go', index: last }
    case 'ArrowRight':
      if (row.isExpanded === undefined) return null
      return row.isExpanded ? { kind: 'go', index: index + 1 } : { kind: 'expand', ids: [row.node.id] }
    case 'ArrowLeft': {
      if (row.isExpanded) return { kind: 'collapse', id: row.node.id }
      const parent = rows.findIndex(other => other.node.id === row.parentId)
      return parent < 0 ? null : { kind: 'go', index: parent }
    }
    case '*': {
      const peers = rows.filter(other => other.parentId === row.parentId && other.isExpanded === false)
      return { kind: 'expand', ids: peers.map(peer => peer.node.id) }
    }
  }
  const isLetter = [...key.key].length === 1 && key.key !== '?' && !key.ctrlKey && !key.metaKey
  const intent = isTyping && isLetter ? undefined : plain[key.key]
  if (intent) return intent
  return isLetter ? { kind: 'type', letter: key.key } : null
}

/** The keys above in words, by what a tree must allow for them. */
export const treeKeyLines = {
  always: [
    { does: 'Up, down', keys: ['ArrowUp', 'ArrowDown'] },
    { does: 'A page up, down', keys: ['PageUp', 'PageDown'] },
    { does: 'First, last', keys: ['Home', 'End'] },
    { does: 'Fold, or to the one above; unfold, or into it', keys: ['ArrowLeft', 'ArrowRight'] },
    { does: 'Unfold all beside it', keys: ['*'] },
    { does: 'To a name: type how it begins', keys: [] },
    { does: 'What can be done here', keys: ['ContextMenu', 'Shift+F10'] },
  ],
  severalSelected: [
    { does: 'Select more', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
    { does: 'Go on without selecting', keys: ['Mod+ArrowUp', 'Mod+ArrowDown'] },
    { does: 'Select this too, or no longer; or Ctrl and a click', keys: ['Space'] },
    { does: 'Select all, this alone', keys: ['Mod+A', 'Escape'] },
  ],
  changed: [
    { does: 'Rename', keys: ['F2'] },
    { does: 'Move among its neighbours', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
    { does: 'Move out, or under the one above', keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
  ],
  opened: [{ does: 'Use it', keys: ['Enter'] }],
  removed: [{ does: 'Remove', keys: ['Delete', 'Backspace'] }],
} satisfies Readonly<Record<string, readonly KeyLine[]>>
