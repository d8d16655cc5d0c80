import type { ContactTable } from '#shared/model/contact.ts'
import type { GridCell } from '#shared/model/grid.ts'
import { counted } from '../export/agreement-words.ts'
import { meanOfQuotients } from '../export/half-up.ts'

/**
 * What the contact log says of each theme, in a few words: the minutes a month of the sites that have passages under it, and of
 * those that have none. `cellsOfSites` answers those of the grid of sites, where they are needed. Null where no site has minutes a month.
 */
export function contactFigures(
  { sites: all }: ContactTable,
  cellsOfSites: () => readonly GridCell[],
): ((theme: string) => string) | null {
  const sites = all.flatMap(({ id, minutes, months }) =>
    months ? [{ id, top: minutes, bottom: months }] : [],
  )
  if (sites.length === 0) return null
  const speaking = new Set(
    cellsOfSites()
      .filter(({ passages }) => passages > 0)
      .map(({ theme, about }) => `${theme} ${about}`),
  )
  // Of the averages themselves: those that the table prints are rounded already.
  const average = (of: typeof sites): string => meanOfQuotients(of, 0)
  return theme => {
    const speakers = sites.filter(({ id }) => speaking.has(`${theme} ${id}`))
    const others = sites.filter(({ id }) => !speaking.has(`${theme} ${id}`))
    if (speakers.length === 0) return `None of ${counted(sites.length, 'site')}`
    return [
      `${speakers.length} of ${counted(sites.length, 'site')}: ${average(speakers)} minutes a month`,
      ...(others.length === 0 ? [] : [`the others: ${average(others)}`]),
    ].join('; ')
  }
}
