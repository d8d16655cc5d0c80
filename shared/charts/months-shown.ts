import type { ContactSite } from '../model/contact.ts'
import { farBefore } from '../text/far-before.ts'

/** A site's month that charts of all months have no room for. */
export interface MonthBefore {
  site: ContactSite
  month: string
  minutes: number
}

/** More months without anything than this leave no room on an axis for those that follow. */
const longestGap = 60

/**
 * The months that charts of all sites have on their axis, `2018-03` first, and what stands so far before them that every bar would
 * be too thin to be seen: months with minutes, and those a site begins in.
 */
export function monthsShown(sites: readonly ContactSite[]): {
  months: string[]
  before: MonthBefore[]
} {
  const told = sites
    .flatMap(site =>
      site.byMonth
        .filter(({ minutes }, at) => at === 0 || minutes > 0)
        .map(({ month, minutes }) => ({ site, month, minutes })),
    )
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
  const before = told.slice(
    0,
    farBefore(
      told.map(({ month }) => month),
      longestGap,
    ),
  )
  const begin = told[before.length]?.month ?? ''
  const all = new Set(sites.flatMap(({ byMonth }) => byMonth.map(({ month }) => month)))
  return { months: [...all].filter(month => month >= begin).sort(), before }
}
