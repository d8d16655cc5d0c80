/** What a key asks of a grid of cells that is not being written in. */
export type GridIntent =
  | { kind: 'go'; row: number; column: number; extends: boolean }
  /** Begins writing: with what is there, or with what was typed in its place. */
  | { kind: 'edit'; typed: string | null }
  | { kind: 'empty' | 'fill-down' | 'toggle-row' | 'all' | 'one' }

interface GridKey {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

interface Place {
  row: number
  column: number
}

/** Reads a key over cells; null for a key the grid leaves alone. `page` is how many rows are in view. */
export function gridIntent(
  at: Place,
  { rows, columns, page }: { rows: number; columns: number; page: number },
  key: GridKey,
): GridIntent | null {
  if (rows === 0 || columns === 0 || key.altKey) return null
  const mod = key.ctrlKey || key.metaKey
  const go = (row: number, column: number): GridIntent => ({
    kind: 'go',
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
    extends: key.shiftKey,
  })
  switch (key.key) {
    case 'ArrowDown':
      return go(mod ? rows - 1 : at.row + 1, at.column)
    case 'ArrowUp':
      return go(mod ? 0 : at.row - 1, at.column)
    case 'ArrowRight':
      return go(at.row, mod ? columns - 1 : at.column + 1)
    case 'ArrowLeft':
      return go(at.row, mod ? 0 : at.column - 1)
    case 'PageDown':
      return go(at.row + page, at.column)
    case 'PageUp':
      return go(at.row - page, at.column)
    case 'Home':
      return go(mod ? 0 : at.row, 0)
    case 'End':
      return go(mod ? rows - 1 : at.row, columns - 1)
    case 'Enter':
    case 'F2':
      return mod ? null : { kind: 'edit', typed: null }
    case 'Delete':
    case 'Backspace':
      return mod ? null : { kind: 'empty' }
    case 'Escape':
      return { kind: 'one' }
    case ' ':
      return { kind: 'toggle-row' }
  }
  if (mod) {
    const letter = key.key.toLowerCase()
    if (letter === 'd') return { kind: 'fill-down' }
    return letter === 'a' ? { kind: 'all' } : null
  }
  return [...key.key].length === 1 ? { kind: 'edit', typed: key.key } : null
}
