import type { NearSite } from '#shared/model/case.ts'
import { nameKey } from './same-name.ts'

/** A site's name as two are compared that may be one: `1`, `01`, `Site 1`, `site1` and `Site no. 1` are alike. */
export const siteKey = (name: string): string =>
  nameKey(name).replace(/^(?:site\s?(?:(?:no\.?|nr\.?|number|-|#)\s?)?)?0*(\d+)$/, '$1')

/** Sites by name as a table brings more of them. */
export interface SiteNames {
  /** The name that a site is kept under: that of one alike, unless those are apart, else its own. */
  keep(name: string): string
  /** The same without keeping it; undefined where there is none yet. */
  find(name: string): string | undefined
  /** The names that are not written as that of one alike, as far as they were kept. */
  near(): NearSite[]
}

/** Names of sites beside those there are; `isApart`: those that are only alike are sites of their own. */
export function siteNames(there: Iterable<string>, isApart: boolean): SiteNames {
  const same = new Map<string, string>()
  const alike = new Map<string, string>()
  const near = new Map<string, NearSite>()
  const add = (name: string) => {
    same.set(nameKey(name), name)
    if (!alike.has(siteKey(name))) alike.set(siteKey(name), name)
  }
  for (const name of there) add(name)
  const find = (name: string) => same.get(nameKey(name)) ?? (isApart ? undefined : alike.get(siteKey(name)))
  return {
    find,
    keep(name) {
      const of = alike.get(siteKey(name))
      const isSame = same.has(nameKey(name))
      if (of !== undefined && !isSame && !near.has(nameKey(name))) near.set(nameKey(name), { name, of })
      const kept = find(name)
      if (kept === undefined) add(name)
      return kept ?? name
    },
    near: () => [...near.values()],
  }
}

/** What is said of names of sites that may be one with another; none where there are none. */
export function wordsOfNear(near: readonly NearSite[], isApart: boolean): string[] {
  if (near.length === 0) return []
  const some = near
    .slice(0, 5)
    .map(({ name, of }) => (isApart ? `“${name}” and “${of}”` : `“${name}” for “${of}”`))
  const more = near.length > some.length ? `, and ${near.length - some.length} more such` : ''
  return [
    isApart
      ? `Sites of their own though their names are alike: ${some.join(', ')}${more}.`
      : `Taken for a site whose name is alike: ${some.join(', ')}${more}. If they are others, say that they are sites of their own.`,
  ]
}
