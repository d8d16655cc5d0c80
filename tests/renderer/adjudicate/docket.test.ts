import { expect, test } from 'vitest'
import { everything, filtered, neighbour, nextOpen, tally } from '#renderer/screens/adjudicate/docket.ts'
import { slightBoundaries } from '#renderer/screens/adjudicate/slight-boundaries.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'

function item(id: string, more: Partial<Disagreement> = {}): Disagreement {
  return {
    id,
    round: 'r',
    kind: 'omission',
    source: 's',
    start: 0,
    end: 5,
    code: 'c',
    sides: {},
    cost: 5,
    ...more,
  }
}

const ruling = (outcome: 'a' | 'both') => ({
  id: 'x',
  outcome,
  reason: '',
  reviewer: 'm',
  discussedWith: '',
  ruledAt: '2025-03-12T10:00:00Z',
  firstShown: null,
  meeting: null,
})
const items = [
  item('1'),
  item('2', { ruling: ruling('a') }),
  item('3'),
  item('4', { ruling: ruling('both') }),
]

test('a ruling leads on to the next open one, round to the beginning, and stays where none is left', () => {
  expect(nextOpen(items, '1')).toBe('3')
  expect(nextOpen(items, '3')).toBe('1')
  expect(nextOpen([item('1'), ...items.slice(1, 2)], '1')).toBe('1')
  expect(nextOpen(items, 'elsewhere')).toBe('1')
})

test('stepping stops at either end', () => {
  expect([neighbour(items, '1', 1), neighbour(items, '1', -1), neighbour(items, '4', 1)]).toEqual([
    '2',
    '1',
    '4',
  ])
})

test('filters narrow by kind, code, source and state', () => {
  const pair = item('5', { kind: 'code', otherCode: 'd', source: 't' })
  const all = [...items, pair]
  expect(filtered(all, everything)).toEqual(all)
  expect(filtered(all, { ...everything, settled: 'open' }).map(({ id }) => id)).toEqual(['1', '3', '5'])
  expect(filtered(all, { ...everything, settled: 'settled' }).map(({ id }) => id)).toEqual(['2', '4'])
  expect(filtered(all, { ...everything, code: 'd' })).toEqual([pair])
  expect(filtered(all, { ...everything, source: 't', kind: 'omission' })).toEqual([])
})

test('the tally counts outcomes', () => {
  expect(Object.fromEntries(tally(items))).toEqual({ a: 1, both: 1 })
})

const text = 'We went, and it held. It did hold.'
const boundary = (a: [number, number], b: [number, number], more: Partial<Disagreement> = {}) => {
  const side = ([start, end]: [number, number], id: string) => [{ id, start, end, code: 'c', polarity: null }]
  return item('b', {
    kind: 'boundary',
    sides: { a: side(a, 'x'), b: side(b, 'y') },
    cost: Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]),
    ...more,
  })
}

test('a slight difference is white space, punctuation, or a few characters', () => {
  const stop = boundary([0, 20], [0, 22])
  expect(slightBoundaries([stop], () => text, 0)).toEqual([
    {
      item: stop,
      differing: [{ before: text.slice(0, 20), words: '. ', after: text.slice(22) }],
      isOnlyPunctuation: true,
    },
  ])
  const word = boundary([3, 20], [0, 20])
  expect(slightBoundaries([word], () => text, 2)).toEqual([])
  expect(slightBoundaries([word], () => text, 3)).toMatchObject([
    { differing: [{ words: 'We ' }], isOnlyPunctuation: false },
  ])
})

test('nothing that needs eyes is slight', () => {
  const settled = boundary([0, 20], [0, 21], { ruling: ruling('a') })
  const otherPolarity = boundary([0, 20], [0, 21], { polarityDiffers: true })
  expect(slightBoundaries([settled, otherPolarity, item('o')], () => text, 200)).toEqual([])
  expect(slightBoundaries([boundary([0, 20], [0, 21])], () => undefined, 200)).toEqual([])
})

test('theme by theme, what is in none comes last, and within one the order of the text stays', () => {
  const coded = [
    item('1', { code: 'x' }),
    item('2', { code: 'late' }),
    item('3'),
    item('4', { code: 'late' }),
  ]
  const place = (code: string) => ({ c: 0, late: 1 })[code] ?? 2
  const ordered = filtered(coded, { ...everything, order: 'theme' }, new Set(), code => code, place)
  expect(ordered.map(({ id }) => id)).toEqual(['3', '2', '4', '1'])
})

test('what is opened from elsewhere is shown alone, and judging again settles as a ruling does', () => {
  expect(filtered(items, { ...everything, only: { ids: ['3', '1'], what: 'Two' } })).toHaveLength(2)
  const again = { judging: 'j', reason: '', isOpen: true }
  const judged = [
    item('1', { again: { ...again, outcome: null } }),
    item('2', { again: { ...again, outcome: 'a' } }),
    item('3'),
  ]
  expect(filtered(judged, { ...everything, settled: 'again' }).map(({ id }) => id)).toEqual(['1', '2'])
  expect(filtered(judged, { ...everything, settled: 'open' }).map(({ id }) => id)).toEqual(['1', '3'])
  expect(nextOpen(judged, '1')).toBe('3')
})
