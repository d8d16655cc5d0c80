import { describe, expect, it } from 'vitest'
import { readDay } from '#engine/records/date-order.ts'
import { isSeveralDays } from '#engine/records/several-days.ts'

describe('a cell of several days', () => {
  it.each([
    '05/03/2019 - 07/03/2019',
    '05/03/2019-07/03/2019',
    '05/03/2019 – 07/03',
    '05/03/2019 to 07/03/2019',
    '05/03/2019 and 07/03/2019',
    '05/03/2019, 07/03/2019',
    '05/03/2019; 07/03/2019',
    '05.03.2019 - 07.03.2019',
    '05/03/19 - 7',
    '05/03/2019 09:30 - 07/03/2019 10:00',
    '2019-03-05 - 2019-03-07',
    '2019-03-05/2019-03-07',
    '2019-03-05/07',
    '5-7 March 2019',
    '5 and 7 March 2019',
    '5th–7th of March 2019',
    '05-07/03/2019',
    '5 March 2019 - 7 March 2019',
    '5 March 2019 to 7 March',
    '5 March - 7 March 2019',
  ])('%s is read as none of them', text => {
    expect(isSeveralDays(text)).toBe(true)
    expect(readDay(text, 'day-month')).toBeNull()
  })

  it.each([
    '05/03/2019',
    '05-03-2019',
    '05-03-19',
    '05/03/2019 09:30',
    '05/03/2019, 09:30',
    '05/03/2019, 9.30',
    '05/03/2019 10.30.15',
    '05/03/2019 09:30 - 10:15',
    '05/03/2019 - 09:30',
    '05/03/2019 (moved)',
    '2019-03-05',
    '2019-03-05T09:30:00.000Z',
    '2019-03-05 09:30:00+01:00',
    '20190305',
    '5-Mar-19',
    '5-Mar-2019',
    '5 March 2019',
    '5th of March 2019 at 9:30',
    'Tuesday 5 March 2019',
    'March 5, 2019',
    '43529',
  ])('%s is one day', text => {
    expect(isSeveralDays(text)).toBe(false)
    expect(readDay(text, 'day-month')).toBe('2019-03-05')
  })
})
