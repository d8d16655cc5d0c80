import { describe, expect, it } from 'vitest'
import { readCases } from '#engine/agreement/stats/cases.ts'
import { statsOf } from '#engine/agreement/stats/index.ts'
import { casesOf } from './made.ts'

const ratings = (inputs: object) => ({ id: 'a', inputs: { kind: 'ratings', ...inputs } })
const spans = (inputs: object) => ({ id: 'a', inputs: { kind: 'spans', ...inputs } })
const coder = (name: string, ...own: [number, number, string][]) => ({ name, spans: own })

const wrongs = (rows: unknown[]): (string | null)[] =>
  readCases(rows).map(each => ('wrong' in each ? each.wrong.message : null))

describe('cases for stats', () => {
  it('that are wrong say what is, and do not stand in the way of the others', () => {
    const good = { id: 'b', inputs: { kind: 'ratings', units: [[1, 1]] } }
    const wrong: [object, string][] = [
      [ratings({ units: [[1, 1], [1]] }), 'unit 2 has 1 ratings and unit 1 has 2'],
      [ratings({ units: [[1], [2]] }), 'ratings by fewer than two coders'],
      [ratings({ units: [[1, 2]], categories: [1, 2, 2] }), 'declares a category twice'],
      [
        spans({ length: 10, coders: [coder('A', [4, 12, 'x']), coder('B')] }),
        'a span 4 to 12 that does not lie',
      ],
      [
        spans({ length: 10, coders: [coder('A'), coder('B')], segments: [[0, 20]] }),
        'a segment 0 to 20 that does not lie',
      ],
      [
        spans({
          length: 10,
          coders: [coder('A'), coder('B')],
          segments: [
            [0, 6],
            [5, 10],
          ],
        }),
        'segments that overlap at 5',
      ],
      [
        spans({
          documents: [
            { length: 10, coders: [coder('A'), coder('B')] },
            { length: 10, coders: [coder('A'), coder('C')] },
          ],
        }),
        'a document without the coder “B”',
      ],
    ]
    for (const [row, words] of wrong) {
      const [message, other] = wrongs([row, good])
      expect(message).toContain(words)
      expect(other).toBeNull()
    }
    expect(() => readCases([good, good])).toThrow('Two cases have the id “b”')
    expect(() => readCases([{ inputs: good.inputs }])).toThrow('Case 1 has no id')
  })

  it('take a span that ends before it begins as covering nothing', () => {
    const own = coder('A', [2, 6, 'x'])
    const [kept, without] = casesOf([
      spans({ length: 10, coders: [own, coder('B', [3, 6, 'x'], [9, 7, 'x'], [5, 5, 'x'])] }),
      { ...spans({ length: 10, coders: [own, coder('B', [3, 6, 'x'])] }), id: 'b' },
    ])
    expect(kept && statsOf(kept)).toEqual(without && statsOf(without))
  })

  it('put the coders of every document in the order of the first', () => {
    const documents = (turned: boolean) => {
      const second = [coder('A', [0, 3, 'x']), coder('B', [0, 9, 'x'])]
      return [
        { length: 10, coders: [coder('A', [0, 4, 'x']), coder('B', [0, 8, 'x'])] },
        { length: 10, coders: turned ? second.toReversed() : second },
      ]
    }
    const [straight, turned] = casesOf([
      spans({ documents: documents(false) }),
      { ...spans({ documents: documents(true) }), id: 'b' },
    ])
    expect(turned && statsOf(turned)).toEqual(straight && statsOf(straight))
  })

  it('unite a coder’s own overlaps of one code before any figure, the unitizing alphas too', () => {
    const b = coder('B', [0, 12, 'c0'], [70, 90, 'c2'])
    const [plain, nested] = casesOf([
      spans({ length: 100, coders: [coder('A', [0, 10, 'c0'], [20, 60, 'c2']), b] }),
      {
        ...spans({ length: 100, coders: [coder('A', [0, 10, 'c0'], [20, 60, 'c2'], [30, 40, 'c2']), b] }),
        id: 'b',
      },
    ])
    expect(nested && statsOf(nested)).toEqual(plain && statsOf(plain))
  })
})
