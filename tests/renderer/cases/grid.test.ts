import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { between, fromClipboard, pasted, toClipboard } from '#renderer/screens/cases/block.ts'
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

describe('the clipboard', () => {
  it('reads what a spreadsheet puts there', () => {
    expect(fromClipboard('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(fromClipboard('"two\nlines"\t"a ""word"""\n5" pipe\t"open')).toEqual([
      ['two\nlines', 'a "word"'],
      ['5" pipe', '"open'],
    ])
    expect(fromClipboard('')).toEqual([['']])
  })

  test('gives back the cells that were put there', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('\t', 'a\nb', '"', '""', ' "x" ', ''))
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 4 })
          .chain(width =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
          ),
        cells => {
          const plain = cells.map(row => row.map(one => one.replace(/\r\n?/g, '\n')))
          // A single empty last line is what programs end with, and cannot be told from an empty last row.
          fc.pre(
            plain.length === 1 ||
              plain.at(-1)?.some(one => one !== '') === true ||
              (plain[0]?.length ?? 0) > 1,
          )
          expect(fromClipboard(toClipboard(plain))).toEqual(plain)
        },
      ),
    )
  })
})

describe('pasting', () => {
  it('begins at the corner of the block and ends with the grid', () => {
    const cells = [
      ['a', 'b'],
      ['c', 'd'],
    ]
    const at = between({ row: 3, column: 1 }, { row: 3, column: 1 })
    expect(pasted(cells, at, 5, 9)).toEqual([
      { row: 3, column: 1, value: 'a' },
      { row: 3, column: 2, value: 'b' },
      { row: 4, column: 1, value: 'c' },
      { row: 4, column: 2, value: 'd' },
    ])
    expect(pasted(cells, at, 4, 2)).toEqual([{ row: 3, column: 1, value: 'a' }])
    expect(pasted([], at, 5, 9)).toEqual([])
  })

  it('repeats what divides the block', () => {
    const block = between({ row: 2, column: 1 }, { row: 0, column: 0 })
    expect(pasted([['x']], block, 9, 9)).toHaveLength(6)
    expect(pasted([['x'], ['y']], block, 9, 9)).toHaveLength(4)
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
