import { describe, expect, it } from 'vitest'
import { timeLeft } from '#renderer/screens/sources/time-left.ts'

describe('the time left', () => {
  it.each([
    [9_999, 10, 450, undefined],
    [10_000, 0, 450, undefined],
    [10_000, 450, 450, undefined],
    [10_000, 225, 450, 'about 10 seconds left'],
    [30_000, 440, 450, 'about 5 seconds left'],
    [20_000, 10, 40, 'about a minute left'],
    [60_000, 50, 450, 'about 8 minutes left'],
  ])('after %i ms with %i of %i done is %s', (elapsed, done, total, words) => {
    expect(timeLeft(elapsed, done, total)).toBe(words)
  })
})
