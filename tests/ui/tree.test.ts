import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TreeKey, treeIntent } from '#renderer/ui/tree-keys.ts'
import {
  ancestorsOf,
  branchesOf,
  dropByArrow,
  dropOn,
  findByTyping,
  indexRows,
  mayDrop,
  outermost,
  rowBeside,
  type TreeNode,
  treeRows,
} from '#renderer/ui/tree-rows.ts'

const nodes: readonly TreeNode[] = [
  {
    id: 'work',
    label: 'Work',
    children: [
      { id: 'time', label: 'Time pressure' },
      { id: 'fit', label: 'Fit', children: [{ id: 'shift', label: 'Shift' }] },
    ],
  },
  { id: 'trust', label: 'Trust' },
  { id: 'tired', label: 'Tired' },
]
const everything = new Set(['work', 'fit'])
const ids = (expanded: ReadonlySet<string>) => treeRows(nodes, expanded).map(row => row.node.id)
const press = (key: string, more: Partial<TreeKey> = {}): TreeKey => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
})

describe('the rows of a tree', () => {
  it('shows what lies under expanded nodes only', () => {
    expect(ids(new Set())).toEqual(['work', 'trust', 'tired'])
    expect(ids(new Set(['work']))).toEqual(['work', 'time', 'fit', 'trust', 'tired'])
    expect(ids(everything)).toEqual(['work', 'time', 'fit', 'shift', 'trust', 'tired'])
    expect(ids(new Set(['fit']))).toEqual(['work', 'trust', 'tired'])
  })

  it('knows level, place and parent of each', () => {
    const row = treeRows(nodes, everything).find(({ node }) => node.id === 'fit')
    expect(row).toMatchObject({ level: 2, position: 2, siblings: 2, parentId: 'work', isExpanded: true })
    expect(treeRows(nodes, everything).at(-1)).toMatchObject({ level: 1, position: 3, isExpanded: undefined })
  })

  it('knows which have something under them', () => {
    expect(branchesOf(nodes)).toEqual(['work', 'fit'])
  })

  it('knows where the keyboard goes when some go', () => {
    const beside = (...ids: string[]) => rowBeside(treeRows(nodes, everything), new Set(ids))
    expect(beside('time')).toBe('fit')
    expect(beside('fit')).toBe('time')
    expect(beside('time', 'fit')).toBe('work')
    expect(beside('shift')).toBe('fit')
    expect(beside('work')).toBe('trust')
    expect(beside('trust', 'tired')).toBe('work')
    expect(beside('work', 'tired')).toBe('trust')
    expect(beside('work', 'trust', 'tired')).toBeNull()
    expect(beside('elsewhere')).toBeNull()
  })

  it('finds what lies above', () => {
    expect(ancestorsOf(nodes, 'shift')).toEqual(['work', 'fit'])
    expect(ancestorsOf(nodes, 'trust')).toEqual([])
    expect(ancestorsOf(nodes, 'nowhere')).toBeNull()
  })
})

describe('moving', () => {
  const rows = treeRows(nodes, everything)
  const index = indexRows(rows)
  it('never puts a node onto or into itself', () => {
    expect(mayDrop(rows, index, ['work'], { targetId: 'shift', where: 'inside' })).toBe(false)
    expect(mayDrop(rows, index, ['work'], { targetId: 'work', where: 'after' })).toBe(false)
    expect(mayDrop(rows, index, ['shift'], { targetId: 'work', where: 'inside' })).toBe(true)
    expect(mayDrop(rows, index, ['shift'], { targetId: null, where: 'after' })).toBe(true)
  })

  it('takes a branch once when its parts are selected too', () => {
    expect(outermost(nodes, ['shift', 'fit', 'trust'])).toEqual(['fit', 'trust'])
  })

  it('has a place by key for every move a drag can make one step at a time', () => {
    expect(dropByArrow(rows, 'fit', 'ArrowUp')).toEqual({ targetId: 'time', where: 'before' })
    expect(dropByArrow(rows, 'time', 'ArrowDown')).toEqual({ targetId: 'fit', where: 'after' })
    expect(dropByArrow(rows, 'fit', 'ArrowLeft')).toEqual({ targetId: 'work', where: 'after' })
    expect(dropByArrow(rows, 'trust', 'ArrowRight')).toEqual({ targetId: 'work', where: 'inside' })
    expect(dropByArrow(rows, 'work', 'ArrowUp')).toBeNull()
    expect(dropByArrow(rows, 'work', 'ArrowLeft')).toBeNull()
    expect(dropByArrow(rows, 'tired', 'ArrowDown')).toBeNull()
  })

  it('has what is let go below an open branch come first in it, where the line is drawn', () => {
    const on = (id: string, share: number) => dropOn(rows, index, id, share)
    expect(on('work', 0.9)).toEqual({ targetId: 'time', where: 'before' })
    expect(on('work', 0.1)).toEqual({ targetId: 'work', where: 'before' })
    expect(on('work', 0.5)).toEqual({ targetId: 'work', where: 'inside' })
    expect(on('shift', 0.9)).toEqual({ targetId: 'shift', where: 'after' })
    const folded = treeRows(nodes, new Set())
    expect(dropOn(folded, indexRows(folded), 'work', 0.9)).toEqual({ targetId: 'work', where: 'after' })
  })

  it('never offers a place that would not be allowed', () => {
    const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight')
    fc.assert(
      fc.property(fc.constantFrom(...ids(everything)), key, (id, arrow) => {
        const drop = dropByArrow(rows, id, arrow)
        expect(drop === null || mayDrop(rows, index, [id], drop)).toBe(true)
      }),
    )
  })
})

describe('keys', () => {
  const rows = treeRows(nodes, new Set(['work']))
  const at = (id: string) => rows.findIndex(row => row.node.id === id)
  const intent = (id: string, key: TreeKey, chosen = [id]) => treeIntent(rows, at(id), chosen, key, 3)

  it('walks, pages and stops at the ends', () => {
    expect(intent('work', press('ArrowDown'))).toEqual({ kind: 'go', index: 1 })
    expect(intent('work', press('ArrowUp'))).toEqual({ kind: 'go', index: 0 })
    expect(intent('time', press('PageDown'))).toEqual({ kind: 'go', index: 4 })
    expect(intent('trust', press('PageUp'))).toEqual({ kind: 'go', index: 0 })
    expect(intent('trust', press('End'))).toEqual({ kind: 'go', index: 4 })
    expect(intent('trust', press('Home'))).toEqual({ kind: 'go', index: 0 })
  })

  it('opens and closes, then steps in and out', () => {
    expect(intent('fit', press('ArrowRight'))).toEqual({ kind: 'expand', ids: ['fit'] })
    expect(intent('work', press('ArrowRight'))).toEqual({ kind: 'go', index: 1 })
    expect(intent('work', press('ArrowLeft'))).toEqual({ kind: 'collapse', id: 'work' })
    expect(intent('fit', press('ArrowLeft'))).toEqual({ kind: 'go', index: 0 })
    expect(intent('trust', press('ArrowRight'))).toBeNull()
    expect(intent('time', press('*'))).toEqual({ kind: 'expand', ids: ['fit'] })
  })

  it('names the acts', () => {
    expect(intent('time', press('F2'))).toEqual({ kind: 'rename' })
    expect(intent('time', press('Enter'))).toEqual({ kind: 'open' })
    expect(intent('time', press('F10', { shiftKey: true }))).toEqual({ kind: 'menu' })
    expect(intent('time', press('A', { ctrlKey: true }))).toEqual({ kind: 'all' })
    expect(intent('time', press('c', { ctrlKey: true }))).toBeNull()
    expect(intent('time', press('t'))).toEqual({ kind: 'type', letter: 't' })
    expect(intent('fit', press('ArrowUp', { altKey: true }))).toEqual({
      kind: 'move',
      ids: ['fit'],
      drop: { targetId: 'time', where: 'before' },
    })
    expect(intent('time', press('Escape'))).toEqual({ kind: 'alone' })
    expect(intent('time', press('Insert'))).toBeNull()
  })

  it('moves several as the one at the end they go towards would', () => {
    const several = ['trust', 'tired']
    const alt = (key: string) => intent('tired', press(key, { altKey: true }), several)
    expect(alt('ArrowUp')).toEqual({
      kind: 'move',
      ids: several,
      drop: { targetId: 'work', where: 'before' },
    })
    expect(alt('ArrowRight')).toEqual({
      kind: 'move',
      ids: several,
      drop: { targetId: 'work', where: 'inside' },
    })
    expect(alt('ArrowDown')).toEqual({ kind: 'stay', why: 'Not moved: they are last at the top level.' })
  })

  it('says why a key moves nothing', () => {
    const why = (id: string, key: string) => intent(id, press(key, { altKey: true }))
    const stays = (words: string) => ({ kind: 'stay', why: `Not moved: ${words}.` })
    expect(why('time', 'ArrowUp')).toEqual(stays('“Time pressure” is first in “Work”'))
    expect(why('fit', 'ArrowDown')).toEqual(stays('“Fit” is last in “Work”'))
    expect(why('tired', 'ArrowDown')).toEqual(stays('“Tired” is last at the top level'))
    expect(why('trust', 'ArrowLeft')).toEqual(stays('“Trust” is at the top level'))
    expect(why('work', 'ArrowRight')).toEqual(
      stays('“Work” is first at the top level, with none above to go under'),
    )
  })

  it('leaves ? to help, and takes a space for part of a name only while one is typed', () => {
    expect(intent('time', press('?', { shiftKey: true }))).toBeNull()
    expect(intent('time', press(' '))).toEqual({ kind: 'toggle' })
    expect(treeIntent(rows, at('time'), ['time'], press(' '), 3, true)).toEqual({ kind: 'type', letter: ' ' })
    expect(treeIntent(rows, at('time'), ['time'], press(' ', { ctrlKey: true }), 3, true)).toEqual({
      kind: 'toggle',
    })
    expect(treeIntent(rows, at('time'), ['time'], press('F2'), 3, true)).toEqual({ kind: 'rename' })
    expect(findByTyping(rows, at('work'), 'time p')?.node.id).toBe('time')
  })

  it('finds by typing, and walks on when one letter is typed again', () => {
    expect(findByTyping(rows, at('work'), 'tr')?.node.id).toBe('trust')
    expect(findByTyping(rows, at('work'), 't')?.node.id).toBe('time')
    expect(findByTyping(rows, at('time'), 'tt')?.node.id).toBe('trust')
    expect(findByTyping(rows, at('tired'), 't')?.node.id).toBe('time')
    expect(findByTyping(rows, at('trust'), 'tru')?.node.id).toBe('trust')
    expect(findByTyping(rows, 0, 'z')).toBeUndefined()
  })
})
