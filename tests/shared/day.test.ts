import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate, readSourceDate } from '#shared/text/day.ts'

describe('the date of a source as it was typed', () => {
  it.each([
    ['2019-01-14', '2019-01-14'],
    ['14 January 2019', '2019-01-14'],
    ['Jan 14, 2019', '2019-01-14'],
    ['05-Mar-2019', '2019-03-05'],
    ['5-Mar-19', '2019-03-05'],
    ['15 Mar 19', '2019-03-15'],
    ['07/Mar/2019', '2019-03-07'],
    ['05/03/2018', '2018-03-05'],
    [' 5.3.2018 ', '2018-03-05'],
    ['2026-03-05T09:30:00+01:00', '2026-03-05T09:30:00+01:00'],
    ['03/13/2018', '2018-03-13'],
    ['2026-03-05T09:30:00Z', '2026-03-05T09:30:00Z'],
  ])('%s is kept as %s', (typed, date) => expect(readSourceDate(typed)).toEqual({ date }))

  it.each([
    '31/02/2019',
    '2026-13-01',
    '2026/13/01',
    '2026-13-01T10:00:00Z',
    '2026-00-10',
    'last Tuesday',
    '2019-02-31',
    '2019-02-31T10:00:00Z',
    '2019',
    '12 apples 2019',
  ])('%s is none', typed =>
    expect(readSourceDate(typed)).toEqual({
      why: `“${typed}” is not a date, such as 5 March 2018 or 2018-03-05.`,
    }),
  )

  it('whatever is typed, what is read is a real day', () => {
    const piece = fc.constantFrom(
      '31',
      '5',
      '0',
      '02',
      '2019',
      '99',
      'Mar',
      'apples',
      '/',
      ' ',
      '-',
      '.',
      'T',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), pieces => {
        const date = readDate(pieces.join(''))
        if (date !== null) expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
      }),
      { numRuns: 2000 },
    )
  })
})
