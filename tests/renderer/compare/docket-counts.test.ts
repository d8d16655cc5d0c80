import { describe, expect, it } from 'vitest'
import type { Disagreement, DisagreementKind } from '#shared/model/disagreement.ts'
import { docketCounts } from '../../../renderer/screens/compare/docket-counts.ts'

const item = (kind: DisagreementKind, a: number, b: number): Disagreement => ({
  id: `${kind} ${a} ${b}`,
  round: 'r',
  kind,
  source: 's',
  start: 0,
  end: 5,
  code: 'c',
  sides: { a: spans(a), b: spans(b) },
  cost: 5,
})

const spans = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    start: at,
    end: at + 1,
    code: 'c',
    polarity: null,
  }))

describe('docketCounts', () => {
  it('counts kinds, and omissions by who did code the passage', () => {
    const items = [item('omission', 1, 0), item('omission', 0, 2), item('omission', 2, 0), item('code', 1, 1)]
    expect(docketCounts(items, ['a', 'b'])).toEqual({
      kinds: { omission: 3, boundary: 0, code: 1, slot: 0, polarity: 0 },
      alone: [2, 1],
    })
    expect(docketCounts(items, ['b', 'a']).alone).toEqual([1, 2])
  })
})
