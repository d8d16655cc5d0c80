import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedOf, type Decisions, decided, rowsOf } from '#renderer/screens/code/autocode/review.ts'
import type { Found, Proposal } from '#shared/model/autocode.ts'
import { often } from '../../helpers/often.ts'

const proposal = (source: string, start: number, carries: string[] = []): Proposal => ({
  source,
  start,
  end: start + 5,
  speaker: null,
  matches: [],
  shown: { start, text: 'words', before: false, after: false },
  carries,
  meets: [],
})

const found: Found = {
  proposals: [proposal('one', 0), proposal('one', 9, ['x']), proposal('two', 3), proposal('three', 1)],
  sources: [
    { id: 'one', title: 'One', submitted: null },
    { id: 'two', title: 'Two', submitted: 'Round 1' },
    { id: 'three', title: 'Three', submitted: null },
  ],
  searched: 5,
  remarks: [],
  unmarked: [],
}

const none: Decisions = new Map()

describe('what is accepted', () => {
  it('is all but what carries the code already and what a submitted round holds', () => {
    expect(acceptedOf(found, none, null)).toEqual([true, true, false, true])
    expect(acceptedOf(found, none, 'x')).toEqual([true, false, false, true])
    expect(acceptedOf(found, none, 'y')).toEqual([true, true, false, true])
  })

  it('is what a person says, but in a submitted round', () => {
    expect(acceptedOf(found, decided(none, found.proposals, true), 'x')).toEqual([true, true, false, true])
    expect(acceptedOf(found, decided(none, found.proposals.slice(1), false), null)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('stays what was said of a passage that another search finds too', () => {
    const refused = decided(none, [proposal('one', 9)], false)
    const other = { ...found, proposals: [proposal('one', 9), proposal('one', 20), proposal('three', 9)] }
    expect(acceptedOf(other, refused, null)).toEqual([false, true, true])
  })
})

describe('what was judged by another search', () => {
  const places = (...spans: readonly (readonly [number, number])[]): Found => ({
    ...found,
    proposals: spans.map(([start, end]) => ({ ...proposal('one', start), end })),
    sources: [{ id: 'one', title: 'One', submitted: null }],
  })
  const judged = (...judgements: readonly (readonly [number, number, boolean])[]): Decisions =>
    judgements.reduce(
      (sofar, [start, end, isAccepted]) => decided(sofar, places([start, end]).proposals, isAccepted),
      none,
    )

  it('holds for a turn with a refused sentence in it, unless one in it was accepted too', () => {
    const turns = places([0, 40], [50, 90], [100, 140])
    const sentences = judged([10, 20, false], [60, 70, false], [80, 90, true])
    expect(acceptedOf(turns, sentences, null)).toEqual([false, true, true])
  })

  it('holds for the sentences of a refused turn, and the words of a sentence that was accepted in it', () => {
    const turn = judged([0, 40, false])
    expect(acceptedOf(places([0, 20], [20, 40], [50, 60]), turn, null)).toEqual([false, false, true])
    const both = judged([0, 40, false], [0, 20, true])
    expect(acceptedOf(places([3, 9], [23, 29]), both, null)).toEqual([true, false])
  })

  it('is, for every proposal, what the rule says of all places with words in common', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 25 }))
      .map(([start, length]) => ({ start, end: start + length }))
    const source = fc.constantFrom('one', 'two')
    const judgement = fc.record({ source, span, isAccepted: fc.boolean() })
    /** Apart and in order in each source, as a search answers them; some carry the code. */
    const list = fc
      .array(fc.record({ source, span, carries: fc.boolean() }), { maxLength: 12 })
      .map(items => {
        const ordered = items.toSorted(
          (a, b) => a.source.localeCompare(b.source) || a.span.start - b.span.start,
        )
        const apart: Proposal[] = []
        for (const { source, span, carries } of ordered) {
          const last = apart.at(-1)
          if (last?.source === source && last.end > span.start) continue
          apart.push({ ...proposal(source, span.start, carries ? ['x'] : []), end: span.end })
        }
        return apart
      })
    fc.assert(
      fc.property(fc.array(judgement, { maxLength: 30 }), list, (judgements, proposals) => {
        let decisions = none
        for (const { source, span, isAccepted } of judgements) {
          decisions = decided(decisions, [{ ...proposal(source, 0), ...span }], isAccepted)
        }
        const answer = acceptedOf(
          { ...found, proposals, sources: [{ id: 'one', title: 'One', submitted: null }] },
          decisions,
          'x',
        )
        for (const [at, { source, start, end, carries }] of proposals.entries()) {
          const met = judgements.filter(
            each => each.source === source && each.span.start < end && each.span.end > start,
          )
          const last = new Map(met.map(each => [`${each.span.start} ${each.span.end}`, each]))
          const own = last.get(`${start} ${end}`)
          const around = [...last.values()].filter(({ span }) => span.start <= start && end <= span.end)
          const inside = [...last.values()].filter(each => !around.includes(each))
          const length = Math.min(...around.map(({ span }) => span.end - span.start))
          const nearest = around.filter(({ span }) => span.end - span.start === length)
          const expected = own
            ? own.isAccepted
            : inside.length > 0
              ? inside.some(({ isAccepted }) => isAccepted)
              : nearest.length > 0
                ? nearest.some(({ isAccepted }) => isAccepted)
                : carries.length === 0
          expect(answer[at]).toBe(expected)
        }
      }),
      often(300),
    )
  })

  it('comes back as it was where the first search is made again, whatever was judged between', () => {
    const extents = {
      turn: places([0, 40], [50, 90]),
      sentence: places([0, 20], [20, 40], [50, 70], [70, 90]),
      match: places([3, 6], [25, 28], [30, 33], [72, 75]),
    }
    const extent = fc.constantFrom('turn', 'sentence', 'match' as const)
    const step = fc.record({ extent, at: fc.nat(3), isAccepted: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        let decisions = none
        const said = new Map<Proposal, boolean>()
        for (const { extent, at, isAccepted } of steps) {
          const one = extents[extent].proposals[at]
          if (!one) continue
          decisions = decided(decisions, [one], isAccepted)
          said.set(one, isAccepted)
        }
        for (const list of Object.values(extents)) {
          const answer = acceptedOf(list, decisions, null)
          for (const [at, each] of list.proposals.entries()) {
            if (said.has(each)) expect(answer[at]).toBe(said.get(each))
          }
        }
      }),
      often(200),
    )
  })
})

describe('the lines of the preview', () => {
  it('are each source with its proposals', () => {
    expect(
      rowsOf(found).map(row => (row.kind === 'source' ? [row.title, row.from, row.to] : row.at)),
    ).toEqual([['One', 0, 2], 0, 1, ['Two', 2, 3], 2, ['Three', 3, 4], 3])
  })
})
