import { describe, expect, it } from 'vitest'
import { coded, compare, type Short, treeOf } from './made.ts'

/** Kind, extent, code and cost of each difference. */
const seen = (a: Short[], b: Short[]) =>
  compare(a, b).disagreements.map(d => [d.kind, d.start, d.end, d.code, d.cost])

describe('one code', () => {
  it('agreed: the same extent', () => {
    const { agreed, disagreements } = compare([[10, 30, 'c']], [[10, 30, 'c']])
    expect(disagreements).toEqual([])
    expect(agreed).toEqual([
      {
        source: 's1',
        start: 10,
        end: 30,
        code: 'c',
        sides: { ann: coded('a', [[10, 30, 'c']]), bob: coded('b', [[10, 30, 'c']]) },
      },
    ])
  })

  it('agreed: the same extent once own overlaps and touching codings are united', () => {
    const { agreed, disagreements } = compare(
      [
        [10, 20, 'c'],
        [20, 25, 'c'],
        [22, 30, 'c'],
      ],
      [
        [10, 30, 'c'],
        [12, 18, 'c'],
      ],
    )
    expect(disagreements).toEqual([])
    expect(agreed.map(p => [p.start, p.end, p.sides.ann?.length, p.sides.bob?.length])).toEqual([
      [10, 30, 3, 2],
    ])
  })

  it('omission: one coded, the other did not; the cost is its length', () => {
    expect(seen([[10, 30, 'c']], [])).toEqual([['omission', 10, 30, 'c', 20]])
    expect(compare([], [[10, 30, 'c']]).disagreements[0]?.sides).toEqual({
      ann: [],
      bob: coded('b', [[10, 30, 'c']]),
    })
  })

  it('omission: touching codings of one coder are one item, apart they are two', () => {
    expect(
      seen(
        [
          [10, 20, 'c'],
          [20, 30, 'c'],
        ],
        [],
      ),
    ).toEqual([['omission', 10, 30, 'c', 20]])
    expect(
      seen(
        [
          [10, 20, 'c'],
          [21, 30, 'c'],
        ],
        [],
      ),
    ).toHaveLength(2)
  })

  it('boundary: overlapping, other extent; the cost is what one has and the other has not', () => {
    expect(seen([[10, 30, 'c']], [[15, 40, 'c']])).toEqual([['boundary', 10, 40, 'c', 15]])
  })

  it('boundary: one long passage against several short ones is one item', () => {
    // [10, 50) against [12, 20) and [30, 55): A alone 10–12 and 20–30, B alone 50–55.
    const { disagreements } = compare(
      [[10, 50, 'c']],
      [
        [12, 20, 'c'],
        [30, 55, 'c'],
      ],
    )
    expect(disagreements.map(d => [d.kind, d.start, d.end, d.cost])).toEqual([['boundary', 10, 55, 17]])
    expect(disagreements[0]?.sides.bob).toHaveLength(2)
  })

  it('differences of one code that touch are one item of extent, whoever coded which', () => {
    const { disagreements, touching } = compare(
      [
        [0, 10, 'c'],
        [20, 30, 'c'],
        [50, 60, 'd'],
      ],
      [
        [10, 20, 'c'],
        [28, 35, 'c'],
        [60, 70, 'e'],
        [71, 80, 'd'],
      ],
    )
    expect(disagreements.map(d => [d.kind, d.start, d.end, d.code, d.cost])).toEqual([
      ['boundary', 0, 35, 'c', 33],
      ['omission', 50, 60, 'd', 10],
      ['omission', 60, 70, 'e', 10],
      ['omission', 71, 80, 'd', 9],
    ])
    const [item] = disagreements
    expect([item?.sides.ann?.length, item?.sides.bob?.length]).toEqual([2, 2])
    // Each part is what it was before it was one with the others.
    expect(touching.get(item?.id ?? '')?.map(part => [part.kind, part.start, part.end])).toEqual([
      ['omission', 0, 10],
      ['omission', 10, 20],
      ['boundary', 20, 35],
    ])
  })

  it('what reads the same passage with another code is that, though the code goes on beside it', () => {
    expect(
      compare(
        [[0, 10, 'c']],
        [
          [0, 10, 'd'],
          [10, 20, 'c'],
        ],
      ).disagreements.map(d => [d.kind, d.start, d.end]),
    ).toEqual([
      ['code', 0, 10],
      ['omission', 10, 20],
    ])
  })

  it('polarity: same extent, facilitator against barrier, or against none', () => {
    expect(seen([[10, 30, 'c', 'facilitator']], [[10, 30, 'c', 'barrier']])).toEqual([
      ['polarity', 10, 30, 'c', 20],
    ])
    expect(seen([[10, 30, 'c', 'facilitator']], [[10, 30, 'c']])).toEqual([['polarity', 10, 30, 'c', 20]])
  })

  it('polarity: only the characters that differ count', () => {
    const a: Short[] = [
      [10, 20, 'c', 'barrier'],
      [20, 30, 'c', 'facilitator'],
    ]
    expect(seen(a, [[10, 30, 'c', 'barrier']])).toEqual([['polarity', 10, 30, 'c', 10]])
  })

  it('polarity: a coding without one beneath a coding with one says nothing more', () => {
    expect(
      seen(
        [
          [10, 30, 'c'],
          [10, 30, 'c', 'barrier'],
        ],
        [[10, 30, 'c', 'barrier']],
      ),
    ).toEqual([])
  })

  it('both at once: a boundary that says polarity differs too', () => {
    const [item] = compare([[10, 30, 'c', 'barrier']], [[15, 30, 'c', 'facilitator']]).disagreements
    expect(item).toMatchObject({ kind: 'boundary', cost: 5, polarityDiffers: true })
    const [plain] = compare([[10, 30, 'c', 'barrier']], [[15, 30, 'c', 'barrier']]).disagreements
    expect(plain).not.toHaveProperty('polarityDiffers')
  })
})

describe('two codes on one passage', () => {
  const tree = treeOf({ 'n.kid1': 'n.top', 'n.kid2': 'n.top', 'n.leaf': 'n.kid1' })
  const pair = (one: string, two: string) => compare([[10, 30, one]], [[12, 30, two]], tree).disagreements

  it('is one item of the kind code; the cost counts both passages', () => {
    expect(compare([[10, 30, 'c']], [[12, 32, 'd']]).disagreements).toMatchObject([
      { kind: 'code', start: 10, end: 32, code: 'c', otherCode: 'd', relation: 'other', cost: 40 },
    ])
  })

  it('names how the codes are related', () => {
    expect(pair('n.kid1', 'n.kid2')[0]?.relation).toBe('sibling')
    expect(pair('n.kid1', 'n.top')[0]?.relation).toBe('ancestor')
    expect(pair('n.top', 'n.leaf')[0]?.relation).toBe('ancestor')
    expect(pair('n.leaf', 'n.kid2')[0]?.relation).toBe('other')
    expect(pair('n.top', 'n.else')[0]?.relation).toBe('other')
  })

  it('in a deductive framework it is another slot of it, known by the same id as the code it was before', () => {
    const deductive = { ...tree, isSlot: (code: string) => code.startsWith('n') }
    const [slot] = compare([[10, 30, 'n.kid1']], [[12, 30, 'n.kid2']], deductive).disagreements
    const [code] = pair('n.kid1', 'n.kid2')
    expect(slot).toEqual({ ...code, kind: 'slot' })
    expect(compare([[10, 30, 'q.a']], [[12, 30, 'q.b']], deductive).disagreements[0]?.kind).toBe('code')
  })

  it('codes of different frameworks are no alternatives: two omissions', () => {
    expect(pair('n.top', 'q.one').map(d => d.kind)).toEqual(['omission', 'omission'])
  })

  it('needs half of the shorter passage', () => {
    // [10, 30) and [20, 60) share 10 of 20; [21, 60) shares 9.
    expect(seen([[10, 30, 'c']], [[20, 60, 'd']]).map(d => d[0])).toEqual(['code'])
    expect(seen([[10, 30, 'c']], [[21, 60, 'd']]).map(d => d[0])).toEqual(['omission', 'omission'])
  })

  it('what agrees in its own code is not paired with another', () => {
    expect(
      seen(
        [
          [10, 30, 'c'],
          [10, 30, 'd'],
        ],
        [[10, 30, 'c']],
      ),
    ).toEqual([['omission', 10, 30, 'd', 20]])
    expect(
      seen(
        [[10, 30, 'c']],
        [
          [12, 30, 'c'],
          [10, 30, 'd'],
        ],
      ),
    ).toEqual([
      ['boundary', 10, 30, 'c', 2],
      ['omission', 10, 30, 'd', 20],
    ])
  })

  it('pairs one to one, the closest first; the rest are omissions', () => {
    const found = seen(
      [[10, 30, 'c']],
      [
        [10, 28, 'd'],
        [10, 30, 'e'],
      ],
    )
    expect(found).toEqual(
      expect.arrayContaining([
        ['code', 10, 30, 'c', 40],
        ['omission', 10, 28, 'd', 18],
      ]),
    )
    expect(found).toHaveLength(2)
    expect(
      compare(
        [[10, 30, 'c']],
        [
          [10, 28, 'd'],
          [10, 30, 'e'],
        ],
      ).disagreements[1]?.otherCode,
    ).toBe('e')
  })
})

describe('ids', () => {
  const idOf = (a: Short[], b: Short[]) => compare(a, b).disagreements[0]?.id

  it('are short, hexadecimal and the same each time', () => {
    expect(idOf([[10, 30, 'c']], [])).toMatch(/^[0-9a-f]{32}$/)
    expect(idOf([[10, 30, 'c']], [])).toBe(idOf([[10, 30, 'c']], []))
  })

  it('differ with what is in the item', () => {
    const ids = [
      idOf([[10, 30, 'c']], []),
      idOf([[10, 31, 'c']], []),
      idOf([[10, 30, 'd']], []),
      idOf([[10, 30, 'c']], [[10, 31, 'c']]),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
