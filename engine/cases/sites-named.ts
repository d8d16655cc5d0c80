import { readNames } from '../contacts/cells.ts'
import { siteKey } from './near-sites.ts'
import { nameKey } from './same-name.ts'

/** The sites that a table names for a person. */
export interface SitesNamed {
  /** Each once, as first spelled; more than one where cells or rows name several. */
  names: string[]
  /** A cell that may name several, or one: some of its parts are sites by themselves and some are not. Null where all is clear. */
  doubtful: string | null
}

/**
 * Reads cells that name sites; `there` has the keys of the study's sites. Several stand apart by semicolons or line
 * breaks. What a comma, `+`, `and` or `&` parts is several only where each part is a site of the study or of another
 * cell: `Brighton and Hove` is one.
 */
export function siteReader(
  cells: readonly string[],
  there: ReadonlySet<string>,
): (ofPerson: readonly string[]) => SitesNamed {
  const alone = cells.flatMap(cell => {
    const names = readNames(cell)
    return isListed(cell) || names.length === 1 ? names : []
  })
  const known = new Set([...there, ...alone].map(siteKey))
  const isKnown = (name: string) => known.has(siteKey(name))
  const read = (cell: string): SitesNamed => {
    const whole = { names: [tidy(cell)], doubtful: null }
    if (there.has(nameKey(cell))) return whole
    const parts = readNames(cell, isKnown)
    if (isListed(cell) || parts.length < 2 || parts.every(isKnown)) return { names: parts, doubtful: null }
    return parts.some(isKnown) ? { names: [], doubtful: tidy(cell) } : whole
  }
  return ofPerson => {
    const all = ofPerson.filter(cell => cell !== '').map(read)
    const names = all.flatMap(one => one.names)
    return {
      names: names.filter((name, at) => names.findIndex(one => nameKey(one) === nameKey(name)) === at),
      doubtful: all.flatMap(({ doubtful }) => doubtful ?? [])[0] ?? null,
    }
  }
}

/** Whether one name has what may part several. */
export const looksLikeSeveral = (name: string): boolean => readNames(name).length > 1

const isListed = (cell: string): boolean => /[;\n]/.test(cell)

const tidy = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ')
