import { expect, test } from 'vitest'
import {
  coefficient,
  figureText,
  intervalText,
  percent,
  spokenFigure,
  whyNoInterval,
} from '#renderer/screens/compare/figure-words.ts'

test('a figure is never rounded to perfect or to nothing', () => {
  expect([1, 0.9999, 0.986, 0.0001, 0].map(percent)).toEqual(['100%', '99.9%', '98.6%', '0.1%', '0%'])
  expect([1, 0.9999, 0.685, 0.001, 0].map(coefficient)).toEqual([
    '1.00',
    '>\u20090.99',
    '0.69',
    '<\u20090.01',
    '0.00',
  ])
  expect(coefficient(-0.25)).toBe('\u22120.25')
})

test('an undefined figure is n/a with its cause, never a number', () => {
  const undefinedFigure = { value: null, why: 'Nobody used this code' }
  expect(figureText(undefinedFigure, 'coefficient')).toBe('n/a')
  expect(spokenFigure('Cohen’s kappa', undefinedFigure, 'coefficient')).toBe(
    'Cohen’s kappa not available: Nobody used this code',
  )
  expect(whyNoInterval(undefinedFigure)).toBeNull()
})

test('an interval is shown, or why there is none', () => {
  expect(intervalText({ value: 0.7, ci: [0.62, 0.79] }, 'coefficient')).toBe('0.62–0.79')
  expect(whyNoInterval({ value: 0.7, ci: [0.62, 0.79] })).toBeNull()
  expect(whyNoInterval({ value: 0.7, method: 'mean over 3 codes; no interval: 3 sources' })).toBe(
    'no interval: 3 sources',
  )
  expect(whyNoInterval({ value: 0.7 })).toBe('no interval')
})

test('an interval’s ends are plain roundings', () => {
  expect(intervalText({ value: 0.32, ci: [-0.02, 1] }, 'coefficient')).toBe('\u22120.02–1.00')
  expect(intervalText({ value: 0.32, ci: [-0.001, 0.65] }, 'coefficient')).toBe('0.00–0.65')
})
