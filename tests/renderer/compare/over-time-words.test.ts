import { describe, expect, it } from 'vitest'
import {
  countedIn,
  fromTo,
  groupName,
  stepText,
  usualPair,
} from '#renderer/screens/compare/over-time-words.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { DriftGroup } from '#shared/model/drift.ts'
import type { KeptSummary } from '#shared/model/kept-agreement.ts'

const options = { withInterviewer: true, withQuoted: false, codes: null, replicates: 2000, seed: 1 }

const kept = (id: string, unit: Unit, state: string, more: Partial<KeptSummary['options']> = {}) =>
  ({
    id,
    unit,
    state,
    madeAt: `2026-01-0${id}T10:00:00.000Z`,
    options: { ...options, ...more },
  }) as KeptSummary

describe('the two results shown unasked', () => {
  const any = () => false

  it('are the latest and the one before that counts the same things', () => {
    const results = [
      kept('1', 'character', 'x'),
      kept('2', 'word', 'x'),
      kept('3', 'character', 'y'),
      kept('4', 'word', 'y'),
    ]
    expect(usualPair(results, any)).toEqual(['2', '4'])
    expect(usualPair(results, ({ unit }) => unit === 'character')).toEqual(['1', '3'])
  })

  it('are none where only one was kept, or nothing moved, or no two count alike', () => {
    expect(usualPair([], any)).toBeNull()
    expect(usualPair([kept('1', 'word', 'x')], any)).toBeNull()
    expect(usualPair([kept('1', 'word', 'x'), kept('2', 'word', 'x')], any)).toBeNull()
    expect(usualPair([kept('1', 'word', 'x'), kept('2', 'word', 'y', { withQuoted: true })], any)).toBeNull()
  })
})

describe('words over time', () => {
  it('say what was counted and what was left out', () => {
    expect(
      countedIn(kept('1', 'segment', 'x', { withInterviewer: false, withQuoted: true, codes: ['a'] })),
    ).toBe('turns, without the interviewer, with quoted replies, 1 code')
  })

  it('say a step with its sign, and never as nothing where something moved', () => {
    expect(stepText(0.171, 'coefficient')).toBe('+0.17')
    expect(stepText(-0.02, 'coefficient')).toBe('−0.02')
    expect(stepText(0, 'coefficient')).toBe('0.00')
    expect(stepText(0.012, 'share')).toBe('+1.2')
    expect(stepText(-0.0001, 'share')).toBe('−<\u20090.1')
  })

  it('say a figure before and after, undefined ones as n/a', () => {
    expect(fromTo({ value: 0.621 }, { value: 0.79 }, 'coefficient')).toBe('0.62 → 0.79')
    expect(fromTo({ value: 0.981 }, { value: 1 }, 'share')).toBe('98.1 → 100%')
    expect(fromTo({ value: null, why: 'Nobody' }, { value: 0.5 }, 'share')).toBe('n/a → 50.0%')
    expect(fromTo(undefined, { value: 0.5 }, 'coefficient')).toBe('n/a → 0.50')
  })

  it('name a stretch by its places and a week by its Monday', () => {
    expect(groupName({ places: [1, 5] } as DriftGroup)).toBe('1–5')
    expect(groupName({ places: [6, 6] } as DriftGroup)).toBe('6')
    expect(groupName({ week: '2026-03-02' } as DriftGroup)).toBe('2 Mar')
  })
})
