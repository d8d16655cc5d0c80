import { describe, expect, it } from 'vitest'
import { typedNumber } from '#renderer/ui/typed-number.ts'

const wanted = { min: 0, max: 1_000_000, step: 1, unit: undefined, read: undefined }

describe('what is typed into a field of numbers', () => {
  it.each([
    ['60', 60],
    ['0', 0],
    ['1200', 1200],
    ['12,0', 12],
  ])('%s is taken without a word', (typed, value) =>
    expect(typedNumber(typed, wanted)).toEqual({ value, said: null }),
  )

  it.each([
    ['12.5', 13, '“12.5” is kept as 13.'],
    ['12,4', 12, '“12,4” is kept as 12.'],
  ])('%s is rounded, which is said', (typed, value, said) =>
    expect(typedNumber(typed, wanted)).toEqual({ value, said }),
  )

  it.each([
    ['sixty', '“sixty” is no number.'],
    ['1,200', '“1,200” may be 1200 or 1.2; write it without the comma.'],
    ['1e3', '“1e3” is no number.'],
    ['0x10', '“0x10” is no number.'],
    ['60-90', '“60-90” is no number.'],
    ['-5', '“-5” is less than 0.'],
    ['2000000', '“2000000” is more than 1,000,000.'],
  ])('%s is no number, and why is said', (typed, why) => expect(typedNumber(typed, wanted)).toEqual({ why }))

  it('is read as the field reads it, and says what it became', () => {
    const read = () => ({ value: 80 })
    expect(typedNumber('1h 20', { ...wanted, unit: 'minutes', read })).toEqual({
      value: 80,
      said: '“1h 20” is kept as 80 minutes.',
    })
    expect(typedNumber('52', { min: 40, max: 110, step: 5, unit: undefined, read: undefined })).toEqual({
      value: 50,
      said: '“52” is kept as 50.',
    })
  })
})
