import { describe, expect, it } from 'vitest'
import { findRuling, type SampleSide } from '#engine/sample/find-ruling.ts'
import type { SampleRulings } from '#engine/sample/sample.ts'

const text = 'One passage here. Another passage there. A third.'
const base = { file: 'f', framework: 'study' } as const
const rulings: SampleRulings = {
  reviewer: 'CT',
  about: 'For this test.',
  meeting: { heldOn: '2025-01-01', attendees: 'CT', notes: 'n', questions: ['q'] },
  rulings: [
    {
      ...base,
      quote: 'One passage here.',
      kind: 'code',
      code: 'X',
      otherCode: 'Y',
      outcome: 'a',
      reason: 'pair',
    },
    {
      ...base,
      quote: 'Another passage there.',
      kind: 'omission',
      code: 'X',
      outcome: 'a',
      reason: 'x stands',
    },
    { ...base, quote: 'Another passage there.', kind: 'omission', code: 'Z', outcome: 'b', reason: 'z too' },
    {
      ...base,
      quote: 'A third.',
      kind: 'boundary',
      code: 'X',
      outcome: 'extent',
      extentQuote: 'third',
      reason: 'less',
    },
  ],
  rules: [{ id: 'l', kind: 'boundary', framework: 'npt', outcome: 'longer', reason: 'longer' }],
}
const side = (
  code: string,
  start: number,
  end: number,
  framework: 'study' | 'npt' = 'study',
): SampleSide => ({
  code,
  start,
  end,
  framework,
})

describe('finding the reviewer’s ruling', () => {
  it('takes the ruling on a pair of codes, also where the comparison pairs them otherwise', () => {
    const a = side('X', 0, 17)
    const pair = findRuling(rulings, { file: 'f', kind: 'code', a, b: side('Y', 0, 17) }, text)
    expect(pair).toEqual({ outcome: 'a', reason: 'pair' })
    const alone = findRuling(rulings, { file: 'f', kind: 'omission', a: null, b: side('Y', 0, 17) }, text)
    expect(alone?.outcome).toBe('a')
  })

  it('takes two rulings on single codes together where the comparison makes them a pair', () => {
    const found = findRuling(
      rulings,
      { file: 'f', kind: 'code', a: side('X', 18, 40), b: side('Z', 18, 40) },
      text,
    )
    expect(found).toEqual({ outcome: 'both', reason: 'x stands z too' })
  })

  it('leaves a pair open where only one of its codes was ruled on', () => {
    const b = side('W', 18, 40)
    expect(findRuling(rulings, { file: 'f', kind: 'code', a: side('X', 18, 40), b }, text)).toBeNull()
  })

  it('gives the offsets of a new extent', () => {
    const difference = { file: 'f', kind: 'boundary', a: side('X', 41, 49), b: side('X', 43, 49) } as const
    expect(findRuling(rulings, difference, text)).toEqual({
      outcome: 'extent',
      start: 43,
      end: 48,
      reason: 'less',
    })
  })

  it('falls back on a rule, only for what the rule is about', () => {
    const npt = (start: number, end: number): SampleSide => side('N', start, end, 'npt')
    const at = { file: 'f', kind: 'boundary' } as const
    expect(findRuling(rulings, { ...at, a: npt(0, 5), b: npt(0, 9) }, text)?.outcome).toBe('b')
    expect(findRuling(rulings, { ...at, a: npt(0, 9), b: npt(0, 5) }, text)?.outcome).toBe('a')
    expect(findRuling(rulings, { ...at, a: side('W', 0, 9), b: side('W', 0, 5) }, text)).toBeNull()
  })

  it('knows nothing of another source', () => {
    const b = side('Y', 0, 17)
    expect(findRuling(rulings, { file: 'g', kind: 'code', a: side('X', 0, 17), b }, text)).toBeNull()
  })
})
