import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, noRoomFor, pasted } from '#renderer/screens/cases/block.ts'
import { gridIntent } from '#renderer/screens/cases/grid-keys.ts'

const key = (
  name: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

describe('pasting', () => {
  const cells = [
    ['a', 'b'],
    ['c', 'd'],
  ]
  const at = between({ row: 3, column: 1 }, { row: 3, column: 1 })

  it('begins at the corner of the block', () => {
    expect(pasted(cells, at)).toEqual([
      { row: 3, column: 1, value: 'a' },
      { row: 3, column: 2, value: 'b' },
      { row: 4, column: 1, value: 'c' },
      { row: 4, column: 2, value: 'd' },
    ])
    expect(pasted([], at)).toEqual([])
  })

  it('repeats what divides the block', () => {
    const block = between({ row: 2, column: 1 }, { row: 0, column: 0 })
    expect(pasted([['x']], block)).toHaveLength(6)
    expect(pasted([['x'], ['y']], block)).toHaveLength(4)
  })

  it('is refused whole where there is no room for all of it', () => {
    expect(noRoomFor(cells, at, 5, 3)).toBeNull()
    expect(noRoomFor(cells, at, 4, 3)).toBe(
      '2 rows were copied and 1 is left below: add the rows first, or import the table.',
    )
    expect(noRoomFor(Array(6).fill(['x']), { ...at, top: 0, bottom: 0 }, 4, 3)).toBe(
      '6 rows were copied and 4 are left below: add the rows first, or import the table.',
    )
    expect(noRoomFor([['a', 'b', 'c']], at, 5, 3)).toBe(
      '3 columns were copied and 2 are left to the right: paste them further left, or import the table.',
    )
  })

  it('loses no cell of what it takes', () => {
    const place = fc.record({ row: fc.nat(5), column: fc.nat(5) })
    const block = fc.tuple(place, place).map(([a, b]) => between(a, b))
    const table = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 7 }), {
      minLength: 1,
      maxLength: 7,
    })
    fc.assert(
      fc.property(table, block, (copied, into) => {
        if (noRoomFor(copied, into, 6, 6) !== null) return
        const placed = pasted(copied, into)
        expect(placed.every(({ row, column }) => row < 6 && column < 6)).toBe(true)
        for (const [n, row] of copied.entries()) {
          for (const [m, value] of row.entries()) {
            expect(placed).toContainEqual({ row: into.top + n, column: into.left + m, value })
          }
        }
      }),
    )
  })
})

describe('a key over cells', () => {
  const at = { row: 4, column: 2 }
  const size = { rows: 10, columns: 6, page: 3 }
  it.each([
    [key('ArrowDown'), { kind: 'go', row: 5, column: 2, extends: false }],
    [key('ArrowLeft', { shiftKey: true }), { kind: 'go', row: 4, column: 1, extends: true }],
    [key('ArrowUp', { ctrlKey: true }), { kind: 'go', row: 0, column: 2, extends: false }],
    [key('PageDown'), { kind: 'go', row: 7, column: 2, extends: false }],
    [key('End', { metaKey: true }), { kind: 'go', row: 9, column: 5, extends: false }],
    [key('Enter'), { kind: 'edit', typed: null }],
    [key('ø'), { kind: 'edit', typed: 'ø' }],
    [key('K', { shiftKey: true }), { kind: 'edit', typed: 'K' }],
    [key('Delete'), { kind: 'empty' }],
    [key('d', { ctrlKey: true }), { kind: 'fill-down' }],
    [key('a', { metaKey: true }), { kind: 'all' }],
    [key(' '), { kind: 'toggle-row' }],
    [key('Escape'), { kind: 'one' }],
    [key('z', { ctrlKey: true }), null],
    [key('c', { ctrlKey: true }), null],
    [key('1', { altKey: true }), null],
    [key('Tab'), null],
    [key('Shift', { shiftKey: true }), null],
  ])('%o means %o', (pressed, intent) => {
    expect(gridIntent(at, size, pressed)).toEqual(intent)
  })

  it('means nothing where there are no cells', () => {
    expect(gridIntent(at, { ...size, rows: 0 }, key('Enter'))).toBeNull()
  })
})
