import { expect, test } from 'vitest'
import { coefficientGained, pointsGained } from '#renderer/screens/compare/gain-words.ts'

test('a gain is signed, never rounded to nothing, and n/a where there is none', () => {
  expect(pointsGained({ value: 0.00049 })).toBe('+0.05')
  expect(pointsGained({ value: 0.00001 })).toBe('<+0.01')
  expect(pointsGained({ value: 0 })).toBe('0')
  expect(coefficientGained({ value: 0.1234 })).toBe('+0.123')
  expect(coefficientGained({ value: -0.02 })).toBe('\u22120.020')
  expect(coefficientGained({ value: 0.0001 })).toBe('<+0.001')
  expect(coefficientGained({ value: null, why: 'Nobody used this code' })).toBe('n/a')
})
