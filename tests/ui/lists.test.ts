import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mannerOf, nextSelection } from '#renderer/ui/list-selection.ts'
import { ariaShortcut, keyCaps, spokenShortcut } from '#renderer/ui/shortcut.ts'
import { tableIntent } from '#renderer/ui/table-keys.ts'
import { nextSort, sortRows } from '#renderer/ui/table-sort.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const held = (keys: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>>) => ({
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...keys,
})

describe('selecting', () => {
  it('replaces, toggles, and extends from where it was begun, either way', () => {
    const step = { order, selected: new Set(['b']), anchor: 'b', target: 'd' }
    expect([...nextSelection({ ...step, manner: 'replace' })]).toEqual(['d'])
    expect([...nextSelection({ ...step, manner: 'toggle' })]).toEqual(['b', 'd'])
    expect([...nextSelection({ ...step, target: 'b', manner: 'toggle' })]).toEqual([])
    expect([...nextSelection({ ...step, manner: 'extend' })]).toEqual(['b', 'c', 'd'])
    expect([...nextSelection({ ...step, target: 'a', manner: 'extend' })]).toEqual(['a', 'b'])
    expect([...nextSelection({ ...step, anchor: 'gone', manner: 'extend' })]).toEqual(['d'])
  })

  it('reads the keys held', () => {
    expect(mannerOf(held({}))).toBe('replace')
    expect(mannerOf(held({ metaKey: true }))).toBe('toggle')
    expect(mannerOf(held({ shiftKey: true, ctrlKey: true }))).toBe('extend')
  })
})

describe('sorting', () => {
  it('orders numbers inside words, and puts what is missing last both ways', () => {
    const rows = ['P10', null, 'P2', 'p1']
    expect(sortRows(rows, row => row, 'ascending')).toEqual(['p1', 'P2', 'P10', null])
    expect(sortRows(rows, row => row, 'descending')).toEqual(['P10', 'P2', 'p1', null])
  })

  it('keeps every row and the order of equals', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.nat())), pairs => {
        const rows = pairs.map(([key], index) => ({ key, index }))
        for (const direction of ['ascending', 'descending'] as const) {
          const sorted = sortRows(rows, row => row.key, direction)
          expect(sorted.toSorted((one, other) => one.index - other.index)).toEqual(rows)
          for (const [index, row] of sorted.entries()) {
            const before = sorted[index - 1]
            if (before && before.key === row.key) expect(before.index).toBeLessThan(row.index)
          }
        }
      }),
    )
  })

  it('turns the order when the same head is pressed again', () => {
    const first = nextSort(null, 'name')
    expect(first).toEqual({ column: 'name', direction: 'ascending' })
    expect(nextSort(first, 'name').direction).toBe('descending')
    expect(nextSort(first, 'words')).toEqual({ column: 'words', direction: 'ascending' })
  })
})

describe('keys over rows', () => {
  it('starts at the first row and stays within', () => {
    expect(tableIntent(5, -1, { key: 'ArrowDown', ...held({}) }, 3)).toEqual({ kind: 'go', index: 0 })
    expect(tableIntent(5, 3, { key: 'PageDown', ...held({}) }, 3)).toEqual({ kind: 'go', index: 4 })
    expect(tableIntent(0, -1, { key: 'ArrowDown', ...held({}) }, 3)).toBeNull()
    expect(tableIntent(5, 3, { key: 'ArrowDown', ...held({ altKey: true }) }, 3)).toBeNull()
    expect(tableIntent(5, 3, { key: 'a', ...held({}) }, 3)).toBeNull()
  })
})

describe('shortcuts', () => {
  it('are drawn, said and declared', () => {
    expect(keyCaps('Mod+Shift+K')).toEqual(['Ctrl', 'Shift', 'K'])
    expect(keyCaps('Mod++')).toEqual(['Ctrl', '+'])
    expect(spokenShortcut('Alt+ArrowLeft')).toBe('Alt Left arrow')
    expect(ariaShortcut('Mod+K')).toBe('Control+K')
  })
})
