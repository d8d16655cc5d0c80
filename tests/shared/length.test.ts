import { describe, expect, it } from 'vitest'
import { readLength, readMinutes } from '#shared/text/length.ts'

describe('minutes', () => {
  it.each([
    ['60', 60],
    ['45 min', 45],
    ['45min.', 45],
    ["45'", 45],
    ['1h', 60],
    ['1h 20', 80],
    ['1 hr 20 mins', 80],
    ['1 hour and 5 minutes', 65],
    ['1,5 hours', 90],
    ['1.25 h', 75],
    ['1:20', 80],
    ['01:20:00', 80],
    ['1899-12-30 01:20', 80],
    ['12,5', 12.5],
    ['0', 0],
  ])('%s is %d', (text, minutes) => expect(readMinutes(text)).toBe(minutes))

  it.each([
    'about an hour',
    '1,200',
    '1.200',
    '1 200',
    '1.200 min',
    '1.200 h',
    '45.125',
    '1.200,5',
    '-5',
    '1:75',
    '60-90',
    '999999',
    'Infinity',
    '',
  ])('%s is none', text => expect(readMinutes(text)).toBeNull())
})

describe('a length', () => {
  it.each([
    ['1h 20', { minutes: 80, isRounded: false }],
    ['12.5', { minutes: 13, isRounded: true }],
    ['sixty', { why: 'is no length of time' }],
    ['1,200', { why: 'may be thousands or a decimal; write 1200 or 1.2' }],
    ['1.200', { why: 'may be thousands or a decimal; write 1200 or 1.2' }],
    ['1.236 min', { why: 'may be thousands or a decimal; write 1236 or 1.24' }],
    ['1 200', { why: 'may be thousands or two numbers; if it is the first, write 1200' }],
    ['1\u00a0200', { why: 'may be thousands or two numbers; if it is the first, write 1200' }],
    ['1’200', { why: 'may be thousands or two numbers; if it is the first, write 1200' }],
    ['0.333', { minutes: 0, isRounded: true }],
    ['-30', { why: 'is less than nothing' }],
  ])('%s', (text, length) => expect(readLength(text)).toMatchObject(length))
})
