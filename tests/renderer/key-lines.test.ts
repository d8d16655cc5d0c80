import { describe, expect, it } from 'vitest'
import { caretKey, caretKeyLines } from '#renderer/transcript/caret-keys.ts'
import { treeIntent, treeKeyLines } from '#renderer/ui/tree-keys.ts'
import { treeRows } from '#renderer/ui/tree-rows.ts'

const holding = ['', 'Mod+', 'Alt+']
const named = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
  ...['Enter', 'Escape', 'Delete', 'Backspace', 'Insert', 'F2', 'F10', 'ContextMenu', 'Space', 'Tab', '*'],
]

/** A key press as a command spells it. */
function press(keys: string) {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  return {
    key: key === 'Space' ? ' ' : key,
    ctrlKey: parts.includes('Mod'),
    metaKey: false,
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  }
}

describe('the sheet of keys', () => {
  it('has the keys of the caret that the caret answers, and all of them', () => {
    const onSheet = caretKeyLines.flatMap(({ keys }) => keys)
    expect(onSheet.filter(keys => caretKey(press(keys)) === null)).toEqual([])
    const answered = holding
      .flatMap(held => named.map(key => held + key))
      .filter(keys => caretKey(press(keys)) !== null)
    expect(answered.toSorted()).toEqual(onSheet.toSorted())
  })

  it('has the keys of a tree that the tree answers, and all of them', () => {
    const nodes = ['A', 'B', 'C'].map(id => ({
      id,
      label: id,
      children: [{ id: `${id}1`, label: `${id}1` }],
    }))
    // On one that is folded, between two others, or on one that lies under another, every key has something to do.
    const rows = treeRows([...nodes, { id: 'D', label: 'D' }], new Set(['A']))
    const asks = (keys: string) =>
      treeIntent(rows, 2, ['B'], press(keys), 3) ?? treeIntent(rows, 1, ['A1'], press(keys), 3)
    const onSheet = Object.values(treeKeyLines).flatMap(lines => lines.flatMap(({ keys }) => keys))
    expect(onSheet.filter(keys => asks(keys) === null)).toEqual([])
    expect(asks('Alt+ArrowUp')?.kind).toBe('move')
    // Ctrl and Shift beside a key that goes somewhere are said once, of the arrows.
    const answered = ['', 'Alt+']
      .flatMap(held => named.map(key => held + key))
      .filter(keys => asks(keys) !== null)
    expect(answered.filter(keys => !onSheet.includes(keys))).toEqual([])
    expect(asks('Insert')).toBeNull()
  })
})
