import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consensusFromAgreed, consensusOf, type RulingContext } from '#engine/adjudication/rulings.ts'
import { TandemError } from '#shared/errors.ts'
import type { Disagreement, Ruling, RulingOutcome } from '#shared/model/disagreement.ts'
import { compare, type Short } from './made.ts'

const context: RulingContext = {
  coders: ['ann', 'bob'],
  sourceLength: 100,
  isCode: id => ['c', 'd', 'e'].includes(id),
}

function itemOf(a: Short[], b: Short[]): Disagreement {
  const [item] = compare(a, b).disagreements
  if (!item) throw new Error('no disagreement')
  return item
}

const rule = (item: Disagreement, outcome: RulingOutcome, more: Partial<Ruling> = {}) =>
  consensusOf(item, { outcome, reason: 'Talked over on Tuesday.', ...more }, context).map(
    ({ start, end, code, polarity }) => [start, end, code, polarity],
  )

describe('what a ruling yields', () => {
  const omission = itemOf([[10, 30, 'c', 'barrier']], [])
  const boundary = itemOf([[10, 30, 'c']], [[20, 40, 'c']])
  const codes = itemOf([[10, 30, 'c']], [[12, 32, 'd']])
  const polarity = itemOf([[10, 30, 'c', 'barrier']], [[10, 30, 'c', 'facilitator']])

  it('a or b: what that coder coded, which may be nothing', () => {
    expect(rule(omission, 'a')).toEqual([[10, 30, 'c', 'barrier']])
    expect(rule(omission, 'b')).toEqual([])
    expect(rule(boundary, 'b')).toEqual([[20, 40, 'c', null]])
    expect(rule(codes, 'a')).toEqual([[10, 30, 'c', null]])
  })

  it('both: one code united, two codes or polarities beside each other', () => {
    expect(rule(omission, 'both')).toEqual([[10, 30, 'c', 'barrier']])
    expect(rule(boundary, 'both')).toEqual([[10, 40, 'c', null]])
    expect(rule(codes, 'both')).toEqual([
      [10, 30, 'c', null],
      [12, 32, 'd', null],
    ])
    expect(rule(polarity, 'both')).toEqual([
      [10, 30, 'c', 'barrier'],
      [10, 30, 'c', 'facilitator'],
    ])
  })

  it('both: a coding without polarity beneath one with it is not a second passage', () => {
    const item = itemOf([[10, 30, 'c']], [[10, 30, 'c', 'barrier']])
    expect(rule(item, 'both')).toEqual([[10, 30, 'c', 'barrier']])
    const [only] = consensusOf(item, { outcome: 'both', reason: '' }, context)
    expect(only?.from).toEqual(['a0-10-30-c', 'b0-10-30-c'])
  })

  it('neither: nothing', () => {
    expect(rule(boundary, 'neither')).toEqual([])
  })

  it('extent: the new extent with the code in dispute and the polarity they share', () => {
    expect(rule(boundary, 'extent', { start: 15, end: 35 })).toEqual([[15, 35, 'c', null]])
    expect(rule(omission, 'extent', { start: 12, end: 20 })).toEqual([[12, 20, 'c', 'barrier']])
    expect(rule(polarity, 'extent', { start: 12, end: 20 })).toEqual([[12, 20, 'c', null]])
    expect(rule(codes, 'extent', { start: 12, end: 20, code: 'd' })).toEqual([[12, 20, 'd', null]])
  })

  it('code: the new code on the item’s passage, or on an extent given with it', () => {
    expect(rule(codes, 'code', { code: 'e' })).toEqual([[10, 32, 'e', null]])
    expect(rule(codes, 'code', { code: 'e', start: 12, end: 30 })).toEqual([[12, 30, 'e', null]])
  })

  it('names the codings it comes from', () => {
    const from = (outcome: RulingOutcome, more: Partial<Ruling> = {}) =>
      consensusOf(boundary, { outcome, reason: '', ...more }, context).flatMap(c => c.from)
    expect(from('a')).toEqual(['a0-10-30-c'])
    expect(from('both')).toEqual(['a0-10-30-c', 'b0-20-40-c'])
    expect(from('extent', { start: 1, end: 12 })).toEqual(['a0-10-30-c', 'b0-20-40-c'])
  })

  it('a and b are the round’s coders in order, not the order of the sides', () => {
    const turned = { ...context, coders: ['bob', 'ann'] as const }
    expect(consensusOf(omission, { outcome: 'a', reason: '' }, turned)).toEqual([])
  })

  it.each<[string, Disagreement, Partial<Ruling> & { outcome: RulingOutcome }, RegExp]>([
    ['no extent', boundary, { outcome: 'extent' }, /is “extent” but gives none/],
    ['half an extent', boundary, { outcome: 'extent', start: 3 }, /only one end/],
    ['an empty extent', boundary, { outcome: 'extent', start: 9, end: 9 }, /9 to 9.*0 to 100/],
    ['past the end', boundary, { outcome: 'extent', start: 9, end: 101 }, /9 to 101/],
    ['before the start', boundary, { outcome: 'extent', start: -1, end: 5 }, /-1 to 5/],
    ['a half character', boundary, { outcome: 'extent', start: 1.5, end: 5 }, /1.5 to 5/],
    [
      'an extent elsewhere',
      boundary,
      { outcome: 'extent', start: 40, end: 50 },
      /nothing of its passage 10 to 40/,
    ],
    [
      'another code elsewhere',
      codes,
      { outcome: 'code', code: 'e', start: 0, end: 10 },
      /nothing of its passage/,
    ],
    ['no code', codes, { outcome: 'code' }, /is “code” but names none/],
    ['an unknown code', codes, { outcome: 'code', code: 'zz' }, /code zz, which this study does not have/],
    ['an extent for which of two codes', codes, { outcome: 'extent', start: 1, end: 5 }, /different codes/],
    [
      'an extent with a third code',
      codes,
      { outcome: 'extent', start: 1, end: 5, code: 'e' },
      /neither coder used/,
    ],
    ['an extent nobody needs', codes, { outcome: 'a', start: 1, end: 5 }, /is “a” and also gives/],
    ['a code nobody needs', codes, { outcome: 'neither', code: 'c' }, /is “neither” and also gives/],
  ])('refuses %s in a sentence', (_, item, ruling, sentence) => {
    const given = () => consensusOf(item, { reason: '', ...ruling }, context)
    expect(given).toThrow(TandemError)
    expect(given).toThrow(sentence)
  })

  it('refuses coders of another round', () => {
    const other = { ...context, coders: ['ann', 'eve'] as const }
    expect(() => consensusOf(boundary, { outcome: 'a', reason: '' }, other)).toThrow(
      /not the two that differ/,
    )
  })
})

describe('what both agree on', () => {
  it('comes out once, united, with its polarity and all its codings', () => {
    const { agreed } = compare(
      [
        [10, 20, 'c', 'barrier'],
        [20, 30, 'c', 'barrier'],
        [40, 50, 'd'],
      ],
      [
        [10, 30, 'c', 'barrier'],
        [12, 18, 'c'],
        [40, 50, 'd'],
      ],
    )
    expect(consensusFromAgreed(agreed)).toEqual([
      {
        source: 's1',
        start: 10,
        end: 30,
        code: 'c',
        polarity: 'barrier',
        from: ['a0-10-20-c', 'a1-20-30-c', 'b0-10-30-c', 'b1-12-18-c'],
      },
      { source: 's1', start: 40, end: 50, code: 'd', polarity: null, from: ['a2-40-50-d', 'b2-40-50-d'] },
    ])
  })
})

it('ruling every difference for one coder yields exactly what that coder coded', () => {
  const codings = fc.array(
    fc
      .tuple(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('c', 'd', 'e'),
        fc.constantFrom(null, 'barrier' as const, 'facilitator' as const),
      )
      .map(([start, size, code, polarity]): Short => [start, start + size, code, polarity]),
    { maxLength: 8 },
  )
  const said = (list: readonly { start: number; end: number; code: string; polarity: string | null }[]) =>
    Array.from({ length: 100 }, (_, at) => {
      const here = list.filter(c => c.start <= at && at < c.end)
      const words = here.flatMap(c => [c.code, ...(c.polarity ? [`${c.code} ${c.polarity}`] : [])])
      return [...new Set(words)].sort().join(', ')
    })
  const whole = (list: Short[]) =>
    said(list.map(([start, end, code, polarity = null]) => ({ start, end, code, polarity })))
  fc.assert(
    fc.property(codings, codings, (a, b) => {
      const { agreed, disagreements } = compare(a, b)
      for (const [outcome, coded] of [
        ['a', a],
        ['b', b],
        ['both', [...a, ...b]],
      ] as const) {
        const ruled = disagreements.flatMap(d => consensusOf(d, { outcome, reason: '' }, context))
        expect(said([...consensusFromAgreed(agreed), ...ruled])).toEqual(whole([...coded]))
      }
    }),
  )
})
