import { expect, it } from 'vitest'
import { dayInDoubt } from '#renderer/screens/contacts/day-in-doubt.ts'
import type { Case } from '#shared/model/case.ts'
import type { Contact } from '#shared/model/contact.ts'

const others = ['2018-09-01', '2018-11-01', '2091-01-01'].map(date => ({ date }) as Contact)
const sites = [{ id: 's', name: 'Site 1', values: { o: '2018-03-01' } as Record<string, string> } as Case]
const parts = [{ case: 's', attended: true, reason: '' }]
const asked = (day: string, change = {}) =>
  dayInDoubt(day, '2020-01-01', { others, parts, sites, opened: 'o', ...change })

it('a day that is to come, long before the site opened, or long before all others is asked about', () => {
  expect(asked('2020-01-02')).toBe('That day is still to come: is it meant?')
  expect(asked('2017-03-01')).toBe('That day is a year or more before Site 1 opened: is it meant?')
  expect(asked('2017-03-02', { parts: [] })).toBe(
    'That day is more than a year before all others: is it meant?',
  )
  expect(asked('1919-04-15', { opened: null })).toMatch(/more than a year before all others/)
})

it('another is not', () => {
  expect(asked('2018-01-14')).toBeUndefined()
  expect(asked('2019-12-31')).toBeUndefined()
  expect(asked('1919-04-15', { others: [], opened: null })).toBeUndefined()
  const [{ case: of } = { case: '' }] = parts
  expect(
    asked('2018-01-14', { parts: [{ case: of, attended: false, reason: '' }], others: [] }),
  ).toBeUndefined()
})
