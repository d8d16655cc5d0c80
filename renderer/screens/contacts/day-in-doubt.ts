import type { Case } from '#shared/model/case.ts'
import type { Contact, ContactPart } from '#shared/model/contact.ts'
import { aYearBefore, farBefore } from '#shared/text/far-before.ts'

/** What is asked about the day of a contact that is entered by hand, as an import asks about it; undefined where nothing is. */
export function dayInDoubt(
  day: string,
  today: string,
  {
    others,
    parts,
    sites,
    opened,
  }: {
    others: readonly Contact[]
    parts: readonly ContactPart[]
    sites: readonly Case[]
    /** The attribute that says when a site opened, by id. */
    opened: string | null
  },
): string | undefined {
  if (day > today) return 'That day is still to come: is it meant?'
  for (const site of sites) {
    const begin = site.values[opened ?? '']
    const tookPart = parts.some(part => part.case === site.id && part.attended)
    if (tookPart && begin !== undefined && day <= aYearBefore(begin))
      return `That day is a year or more before ${site.name} opened: is it meant?`
  }
  const days = [day, ...others.map(({ date }) => date).filter(date => date <= today)].sort()
  return day <= (days[farBefore(days, 12) - 1] ?? '')
    ? 'That day is more than a year before all others: is it meant?'
    : undefined
}
