import { describe, expect, it } from 'vitest'
import { coefficient, intervalText, shortReason } from '../../../renderer/screens/compare/figure-words.ts'

const interval = (from: number, to: number, as: 'share' | 'coefficient') =>
  intervalText({ value: from, ci: [from, to] }, as)

describe('figures in words', () => {
  it('writes an interval that can be read where its end is below zero', () => {
    expect(interval(-0.002, 0.87, 'coefficient')).toBe('−0.00 to 0.87')
    expect(interval(-0.41, -0.02, 'coefficient')).toBe('−0.41 to −0.02')
    expect(interval(0.981, 0.99, 'share')).toBe('98.1 to 99.0%')
  })

  it('never rounds a coefficient to 0 or 1', () => {
    expect([0, 0.001, -0.001, 0.999, 1].map(coefficient)).toEqual([
      '0.00',
      '<\u20090.01',
      '−0.00',
      '>\u20090.99',
      '1.00',
    ])
  })

  it('says in two words why a figure is undefined', () => {
    const counts = (both: number, onlyA: number, neither: number) =>
      shortReason({ '11': both, '10': onlyA, '01': 0, '00': neither })
    expect([counts(0, 0, 0), counts(0, 0, 9), counts(9, 0, 0)]).toEqual(['no text', 'not used', 'in all'])
  })
})
