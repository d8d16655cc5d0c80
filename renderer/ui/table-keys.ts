import type { TreeKey } from './tree-keys.ts'

/** What a key asks of a table's rows. */
export type TableIntent =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'toggle' | 'all' | 'open' | 'menu' }

/** Reads a key over rows; null for a key the table leaves alone. */
export function tableIntent(count: number, index: number, key: TreeKey, page: number): TableIntent | null {
  if (count === 0 || key.altKey) return null
  const go = (to: number): TableIntent => ({ kind: 'go', index: Math.min(count - 1, Math.max(0, to)) })
  if (key.key === 'F10') return key.shiftKey ? { kind: 'menu' } : null
  if (key.key.toLowerCase() === 'a') return key.ctrlKey || key.metaKey ? { kind: 'all' } : null
  switch (key.key) {
    case 'ArrowDown':
      return go(index + 1)
    case 'ArrowUp':
      return go(index - 1)
    case 'PageDown':
      return go(index + page)
    case 'PageUp':
      return go(index - page)
    case 'Home':
      return go(0)
    case 'End':
      return go(count - 1)
    case ' ':
      return { kind: 'toggle' }
    case 'Enter':
      return { kind: 'open' }
    case 'ContextMenu':
      return { kind: 'menu' }
    default:
      return null
  }
}
