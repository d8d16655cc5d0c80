import { expect, it } from 'vitest'
import { contactTable } from '#engine/contacts/table.ts'
import { contactFigures } from '#engine/explore/contact-figures.ts'
import type { Attribute, Case } from '#shared/model/case.ts'
import type { Contact } from '#shared/model/contact.ts'

/** Minutes of a site, and the day it opened: 12, 11, 12, 10 and 10 months before the cut-off. */
const sites = [
  ['one', 310, '2019-01-01'],
  ['two', 190, '2019-02-01'],
  ['three', 275, '2019-01-01'],
  ['four', 195, '2019-03-01'],
  ['five', 645, '2019-03-01'],
] as const

it('rounds the average of sites once, not that of rounded averages', () => {
  const cases = sites.map(
    ([id, , opened]): Case => ({
      id,
      kind: 'site',
      name: id,
      site: null,
      note: '',
      values: { opened },
      links: [],
    }),
  )
  const contacts = sites.map(
    ([id, minutes]): Contact => ({
      id,
      date: '2019-06-01',
      mode: 'phone',
      minutes,
      minutesFrom: 'recorded',
      happened: true,
      sites: [{ case: id, attended: true, reason: '' }],
      people: [],
      note: '',
    }),
  )
  const opened: Attribute = { id: 'opened', about: 'site', name: 'Opened', type: 'date', choices: [] }
  const attributes = { opened: opened.id, participants: null, staff: null }
  const setUp = { cutOff: '2020-01-01', expected: 60, emailMinutes: 10, attributes }
  const table = contactTable(contacts, { cases, attributes: [opened] }, setUp, '2020-01-01')
  expect(table.sites.map(({ minutesPerMonth }) => minutesPerMonth)).toEqual([26, 17, 23, 20, 65])
  const cells = ['one', 'two', 'three', 'four'].map(about => ({
    theme: 'neither',
    about,
    passages: 1,
    judgement: null,
    text: '',
  }))
  // 25.83, 17.27, 22.92 and 19.5 are 21.38 in the middle; 26, 17, 23 and 20 would be 21.5.
  expect(contactFigures(table, () => cells)?.('neither')).toBe(
    '4 of 5 sites: 21 minutes a month; the others: 65',
  )
})
