import { describe, expect, it } from 'vitest'
import { monthsBetween } from '#engine/contacts/months.ts'
import { monthsShown } from '#shared/charts/months-shown.ts'
import type { ContactSite } from '#shared/model/contact.ts'

/** A site with minutes in some months, from the first of them, or from where it opened, to April 2019. */
function siteOf(site: string, minutes: Record<string, number>, opened?: string): ContactSite {
  const [begin] = [opened, ...Object.keys(minutes)].filter(month => month !== undefined).sort()
  const byMonth = monthsBetween(`${begin}-01`, '2019-04-15').map(month => ({
    month,
    minutes: minutes[month] ?? 0,
  }))
  return { id: site, site, byMonth } as ContactSite
}
const months = ['2019-01', '2019-02', '2019-03', '2019-04']
const names = (before: ReturnType<typeof monthsShown>['before']) =>
  before.map(({ site, month, minutes }) => `${site.site} ${month} ${minutes}`)

describe('the months of the charts', () => {
  it('are all there are where none is far before the rest', () => {
    const shown = monthsShown([siteOf('A', { '2019-01': 60, '2019-04': 30 }), siteOf('B', { '2019-03': 5 })])
    expect(shown).toEqual({ months, before: [] })
    const early = monthsShown([siteOf('A', { '2016-01': 60, '2019-04': 30 }), siteOf('B', { '2019-03': 5 })])
    expect(early.months).toHaveLength(40)
  })

  it('leave out a year that is a century before, and say whose it is and how much', () => {
    const shown = monthsShown([
      siteOf('A', { '2019-01': 60, '2019-04': 30 }),
      siteOf('B', { '1919-04': 30, '2019-03': 5 }),
    ])
    expect(shown.months).toEqual(months)
    expect(names(shown.before)).toEqual(['B 1919-04 30'])
  })

  it('leave out an opening that is, though nothing was done then', () => {
    const shown = monthsShown([
      siteOf('A', { '2019-01': 60, '2019-04': 30 }),
      siteOf('B', { '2019-02': 5 }, '1918-03'),
    ])
    expect(shown.months).toEqual(months)
    expect(names(shown.before)).toEqual(['B 1918-03 0'])
  })

  it('are none where there are no contacts', () => {
    expect(monthsShown([])).toEqual({ months: [], before: [] })
  })
})
