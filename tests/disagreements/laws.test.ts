import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import { groupPassages, sweepPassages } from '#engine/disagreements/passages.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'
import { treeOf } from './made.ts'

const length = 60
const codes = ['a1', 'a2', 'a3', 'b1']
const tree = treeOf({ a2: 'a1', a3: 'a1' })

const coder = (name: string, polarities: (Polarity | null)[]): fc.Arbitrary<CodedSpan[]> =>
  fc
    .array(
      fc.tuple(
        fc.nat(length - 1),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...codes),
        fc.constantFrom(...polarities),
      ),
      { maxLength: 10 },
    )
    .map(list =>
      list.map(([start, size, code, polarity], k) => ({
        id: `${name}${k}`,
        start,
        end: Math.min(length, start + size),
        code,
        polarity,
      })),
    )
const any: (Polarity | null)[] = [null, 'facilitator', 'barrier']
const twoCoders = fc.tuple(coder('a', any), coder('b', any))

const compare = (a: CodedSpan[], b: CodedSpan[], coders: [string, string] = ['ann', 'bob']) =>
  compareCodings({ round: 'r', source: 's', coders, codings: { a, b }, tree })

/** What a coder says of each character: codes, and polarities where there are any. */
function said(codings: CodedSpan[]): string[] {
  return Array.from({ length }, (_, at) => {
    const here = codings.filter(c => c.start <= at && at < c.end)
    const words = here.flatMap(c => [c.code, ...(c.polarity ? [`${c.code} ${c.polarity}`] : [])])
    return [...new Set(words)].sort().join(', ')
  })
}

const idsOf = (sides: Record<string, CodedSpan[]>): string[] =>
  Object.values(sides).flatMap(list => list.map(c => c.id))

describe('laws of the comparison', () => {
  it('every coding of both coders is in exactly one agreed passage or disagreement, on its coder’s side', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        const { agreed, disagreements } = compare(a, b)
        const items = [...agreed, ...disagreements]
        expect(items.flatMap(i => idsOf(i.sides)).sort()).toEqual([...a, ...b].map(c => c.id).sort())
        expect(items.flatMap(i => i.sides.ann?.map(c => c.id)).sort()).toEqual(a.map(c => c.id).sort())
      }),
    )
  })

  it('there is no disagreement exactly where both say the same of every character', () => {
    // From one coder's codings, split and repeated, so that identical readings are frequent.
    const alike = coder('a', any).map(a => {
      const b = a.flatMap((c, k) => {
        const middle = (c.start + c.end) >> 1
        const halves = [
          { ...c, id: `b${k}x`, end: middle },
          { ...c, id: `b${k}y`, start: middle },
        ]
        return middle > c.start && k % 2 === 0 ? halves : [{ ...c, id: `b${k}` }]
      })
      return [a, b] as [CodedSpan[], CodedSpan[]]
    })
    let same = 0
    fc.assert(
      fc.property(fc.oneof(alike, twoCoders), ([a, b]) => {
        const identical = said(a).every((words, at) => words === said(b)[at])
        if (identical) same++
        expect(compare(a, b).disagreements.length === 0).toBe(identical)
      }),
    )
    expect(same).toBeGreaterThan(10)
  })

  it('exchanging the coders exchanges the sides and nothing else', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        expect(compare(b, a, ['bob', 'ann'])).toEqual(compare(a, b))
      }),
    )
  })

  it('the order in which codings come changes nothing', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        expect(compare(a.toReversed(), b.toReversed())).toEqual(compare(a, b))
      }),
    )
  })

  it('costs add up to the cells 10 and 01 of the character tables, per code and in all', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        const report = computeAgreement({
          coders: ['ann', 'bob'],
          unit: 'character',
          codes,
          sources: [{ id: 's', length, text: () => '', segments: () => [], codings: { a, b } }],
        })
        const { disagreements } = compare(a, b)
        const extents = disagreements.filter(d => d.kind !== 'polarity')
        const { counts } = report.overall
        expect(extents.reduce((sum, d) => sum + d.cost, 0)).toBe(counts['10'] + counts['01'])
        for (const code of report.codes) {
          let cost = 0
          for (const item of extents) {
            if (item.kind !== 'code') cost += item.code === code.code ? item.cost : 0
            else {
              // A passage read two ways is wholly in dispute under each of its codes.
              const mine = Object.values(item.sides)
                .flat()
                .filter(c => c.code === code.code)
              cost += new Set(
                mine.flatMap(c => Array.from({ length: c.end - c.start }, (_, k) => c.start + k)),
              ).size
            }
          }
          expect(cost).toBe(code.counts['10'] + code.counts['01'])
        }
      }),
    )
  })

  it('the cost of a polarity difference is the characters on which polarity differs', () => {
    const polarities = (codings: CodedSpan[], at: number): string => {
      const here = codings.filter(c => c.start <= at && at < c.end && c.polarity)
      return [...new Set(here.map(c => c.polarity))].sort().join(', ')
    }
    // The same extent for both, cut up by each in their own way.
    const cut = (name: string) =>
      coder(name, any).map(list => [
        ...list.map(c => ({ ...c, code: 'a1' })),
        { id: `${name}-all`, start: 0, end: length, code: 'a1', polarity: null },
      ])
    fc.assert(
      fc.property(cut('a'), cut('b'), (a, b) => {
        let differ = 0
        for (let at = 0; at < length; at++) if (polarities(a, at) !== polarities(b, at)) differ++
        const items = compare(a, b).disagreements
        expect(items.map(d => [d.kind, d.cost])).toEqual(differ > 0 ? [['polarity', differ]] : [])
      }),
    )
  })

  it('the passages that are counted are the items: both = agreed, boundary and polarity; the rest stand alone', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        const { overall } = computeAgreement({
          coders: ['ann', 'bob'],
          unit: 'character',
          codes,
          sources: [{ id: 's', length, text: () => '', segments: () => [], codings: { a, b } }],
        })
        const { agreed, disagreements: items, touching } = compare(a, b)
        // What only touches is one item, and still counted as the passages it is of.
        const disagreements = items.flatMap(item => touching.get(item.id) ?? item)
        const of = (...kinds: string[]) => disagreements.filter(d => kinds.includes(d.kind))
        const omitted = (by: string) => of('omission').filter(d => d.sides[by]?.length === 0).length
        expect(overall.passages).toEqual({
          both: agreed.length + of('boundary', 'polarity').length,
          onlyA: omitted('bob') + of('code').length,
          onlyB: omitted('ann') + of('code').length,
        })
      }),
    )
  })

  it('an item spans its codings exactly, and is of two codes only where it says so', () => {
    fc.assert(
      fc.property(twoCoders, ([a, b]) => {
        for (const item of compare(a, b).disagreements) {
          const all = Object.values(item.sides).flat()
          expect([item.start, item.end]).toEqual([
            Math.min(...all.map(c => c.start)),
            Math.max(...all.map(c => c.end)),
          ])
          const used = [item.code, ...(item.otherCode ? [item.otherCode] : [])].sort()
          expect([...new Set(all.map(c => c.code))].sort()).toEqual(used)
          expect(item.cost).toBeGreaterThan(0)
        }
      }),
    )
  })
})

it('counting passages without lists is counting the groups', () => {
  const side = fc
    .array(fc.tuple(fc.nat(20), fc.nat(8)), { maxLength: 8 })
    .map(list => list.map(([start, size]) => ({ start, end: start + size })))
  fc.assert(
    fc.property(side, side, (a, b) => {
      const groups = groupPassages(a, b)
      const sum = (of: (group: (typeof groups)[number]) => number) =>
        groups.reduce((total, group) => total + of(group), 0)
      expect(sweepPassages(a, b)).toEqual({
        both: sum(g => g.both),
        onlyA: sum(g => g.onlyA),
        onlyB: sum(g => g.onlyB),
        passages: {
          both: sum(g => (g.a.length > 0 && g.b.length > 0 ? 1 : 0)),
          onlyA: sum(g => (g.b.length === 0 ? 1 : 0)),
          onlyB: sum(g => (g.a.length === 0 ? 1 : 0)),
        },
      })
    }),
    { numRuns: 2000 },
  )
})
