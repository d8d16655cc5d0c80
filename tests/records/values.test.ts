import { describe, expect, it } from 'vitest'
import { orderOf, readDay } from '#engine/records/date-order.ts'
import { readAttendance } from '#engine/records/values.ts'

describe('attendance', () => {
  it.each([
    ['P02; P04', 2, ['P02', 'P04']],
    ['Smith, J; Jones, K', 2, ['Smith, J', 'Jones, K']],
    ['P02, P04 and P08', 3, ['P02', 'P04', 'P08']],
    ['P02\nP02', 1, ['P02']],
    ['4', 4, []],
    ['P02, 3 others', 4, ['P02']],
    ['none', 0, []],
    ['-', 0, []],
  ])('%s', (text, attended, names) => expect(readAttendance(text)).toEqual({ attended, names }))
  it('is no fraction', () => expect(readAttendance('2.5')).toBeNull())
})

describe('dates', () => {
  const cells = (...texts: string[]) => texts.map((text, at) => ({ row: at + 2, text }))

  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024-03-05 14:30', '2024-03-05'],
    ['5 March 2024', '2024-03-05'],
    ['Mar 5, 2024', '2024-03-05'],
    ['05/03/2024', '2024-03-05'],
    ['5.3.24', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['45356', '2024-03-05'],
    ['45356.5', '2024-03-05'],
  ])('%s', (text, iso) => expect(readDay(text, 'day-month')).toBe(iso))

  it('are read in one order only', () => {
    expect(readDay('05/03/2024', 'month-day')).toBe('2024-05-03')
    expect(readDay('25/03/2024', 'month-day')).toBeNull()
    expect(readDay('03/25/2024', 'day-month')).toBeNull()
    expect(readDay('30/02/2024', 'day-month')).toBeNull()
  })

  it('tell their order by what can be read only one way', () => {
    expect(orderOf(cells('05/03/2024', '25/03/2024'))).toEqual({
      order: 'day-month',
      said: 'Dates are read day first, as row 3 (25/03/2024) must be.',
    })
    // A day that there is not proves nothing.
    expect(orderOf(cells('31/02/2019', '05/03/2024', '03/25/2024')).order).toBe('month-day')
    expect(orderOf(cells('31/02/2019', '05/03/2024')).said).toContain('as well')
    expect(orderOf(cells('05/03/2024', '03/25/2024')).order).toBe('month-day')
    expect(orderOf(cells('05/03/2024')).said).toContain('as well')
    expect(orderOf(cells('2024-03-05', '5 March 2024'))).toEqual({ order: 'day-month', said: null })
  })
})
