import { siteKey } from '../cases/near-sites.ts'
import { nameKey } from '../cases/same-name.ts'
import { hashOf, type NamedPart, type ReadContact } from './read-rows.ts'

/** A session of a log. */
export interface Session extends ReadContact {
  /** The rows it stands in, the first of them on top. */
  rows: readonly ReadContact[]
}

/** A row that says the same as one above but for one thing. */
export interface Alike {
  row: number
  as: number
}

export interface Sessions {
  sessions: Session[]
  /** Rows that say the same as one above but for the site, or who took part, and stay contacts of their own. */
  alike: Alike[]
  alikePeople: Alike[]
}

/** What rows that say the same but for the site, or who took part, are said to be: one session of these. */
export interface Joins {
  sites: boolean
  people: boolean
}

/**
 * The rows of a log as sessions. Rows of one id that say the same for different sites, or of different people, are one
 * session. So are rows that say all the same but for who took part, and rows of one site each that say the same of day,
 * mode, length and note, where `joins` says so of the log or the study has them as one already (`isThere`); never where the
 * study has them one by one.
 */
export function sessionsIn(
  contacts: readonly ReadContact[],
  joins: Joins,
  isThere: (contact: ReadContact) => boolean,
): Sessions {
  const told = gathered(contacts, ({ id }) => id?.toLowerCase() ?? null, isOneSession).map(joined)
  const byPeople = (items: readonly Session[]) => gathered(items, likenessButPeople, areOfOtherPeople)
  const bySite = (items: readonly Session[]) => gathered(items, likeness, areOfOtherSites)
  // Of several people and sites at once, where the study has them so.
  const whole = bySite(byPeople(told).map(joined)).flatMap(group => (group.length > 1 ? [joined(group)] : []))
  const there = whole.filter(isThere)
  const known = new Set(there.flatMap(({ rows }) => rows.map(({ row }) => row)))
  const settle = (groups: readonly Session[][], joinsThem: boolean, alike: Alike[]): Session[] =>
    groups.flatMap(group => {
      const [first, ...others] = group
      if (!first || others.length === 0) return group
      const one = joined(group)
      if (isThere(one)) return [one]
      if (group.some(isThere)) return group
      if (joinsThem) return [one]
      for (const { row } of others) alike.push({ row, as: first.row })
      return group
    })
  const alike: Alike[] = []
  const alikePeople: Alike[] = []
  const ofPeople = settle(byPeople(told.filter(({ row }) => !known.has(row))), joins.people, alikePeople)
  const sessions = [...there, ...settle(bySite(ofPeople), joins.sites, alike)]
  return { sessions: sessions.sort((a, b) => a.row - b.row), alike, alikePeople }
}

/** Items of one key in groups, each with the first group it may join; those without a key alone. In their order. */
function gathered<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null,
  mayJoin: (group: readonly T[], item: T) => boolean,
): T[][] {
  const groups: T[][] = []
  const byKey = new Map<string, T[][]>()
  for (const item of items) {
    const key = keyOf(item)
    const ofKey = key === null ? [] : (byKey.get(key) ?? [])
    const group = ofKey.find(one => mayJoin(one, item))
    if (group) group.push(item)
    else {
      const fresh = [item]
      groups.push(fresh)
      ofKey.push(fresh)
      if (key !== null) byKey.set(key, ofKey)
    }
  }
  return groups
}

/** Whether a row of the same id says what those before it say, for other sites or people; a length may stand in one only. */
const isOneSession = (group: readonly ReadContact[], row: ReadContact): boolean =>
  (areOfOtherSites(group, row) || areOfOtherPeople(group, row)) &&
  group.every(one => differences(one, row).length === 0)

/** In what two rows differ that one session has but once. */
export const differences = (a: ReadContact, b: ReadContact): ('day' | 'mode' | 'length')[] => [
  ...(a.date === b.date ? [] : ['day' as const]),
  ...(a.mode === b.mode ? [] : ['mode' as const]),
  ...(a.minutes === b.minutes || a.minutes === null || b.minutes === null ? [] : ['length' as const]),
]

/** Whether a row names no site that those before it name. */
export function areOfOtherSites(group: readonly ReadContact[], { sites }: ReadContact): boolean {
  const there = new Set(group.flatMap(one => one.sites.map(({ name }) => siteKey(name))))
  return sites.every(({ name }) => !there.has(siteKey(name)))
}

/** Whether a row is of the sites of one before it, and names somebody whom those of that site do not name. */
export function areOfOtherPeople(
  group: readonly ReadContact[],
  { sites, people, ...row }: ReadContact,
): boolean {
  const keyOf = (of: readonly NamedPart[]) => JSON.stringify(of.map(({ name }) => siteKey(name)).sort())
  const here = group.filter(one => keyOf(one.sites) === keyOf(sites))
  const there = new Set(here.flatMap(one => one.people.map(({ name }) => nameKey(name))))
  return (
    here.length > 0 &&
    there.size > 0 &&
    here.every(one => lengthsFit(one, row)) &&
    people.some(({ name }) => !there.has(nameKey(name)))
  )
}

/** Who did not come has no length of their own. */
const lengthsFit = (a: Pick<ReadContact, 'minutes'>, b: Pick<ReadContact, 'minutes'>): boolean =>
  a.minutes === b.minutes || a.minutes === null || b.minutes === null

/** What rows must say alike but for who took part to be one session; null where nothing speaks for it. */
function likenessButPeople({ mode, people, minutes, sites, rest }: Session): string | null {
  const isNothing = !minutes && sites.some(({ attended }) => attended)
  return mode === 'email' || people.length === 0 || isNothing ? null : rest
}

/** What rows without a common id must say alike to be one session; null where nothing speaks for it. */
function likeness({ date, mode, minutes, sites, note }: ReadContact): string | null {
  const [site, another] = sites
  const isOfOne = site?.attended === true && another === undefined
  // Many an email is written on a day, and counts the same.
  return isOfOne && mode !== 'email' && minutes ? JSON.stringify([date, mode, minutes, note]) : null
}

/** Rows as the one session they are: each site and person once, who took part by any row among those who did. */
function joined(parts: readonly (ReadContact | Session)[]): Session {
  const rows = parts.flatMap(part => ('rows' in part ? part.rows : [part]))
  const [first] = rows
  if (!first) throw new Error('A session has a row')
  const [, another] = rows
  if (!another) return { ...first, rows }
  const own = {
    date: first.date,
    mode: first.mode,
    minutes: rows.find(({ minutes }) => minutes !== null)?.minutes ?? null,
    sites: partsOf(
      rows.flatMap(({ sites }) => sites),
      siteKey,
    ),
    people: partsOf(
      rows.flatMap(({ people }) => people),
      nameKey,
    ),
    note: joinedNote(rows),
  }
  return {
    row: first.row,
    ...own,
    id: first.id,
    hash: hashOf(own),
    isLong: rows.some(({ isLong }) => isLong),
    rest: first.rest,
    says: first.says,
    others: rows.every(({ says }) => says.words === first.says.words)
      ? first.others.map(({ mode }, at) => ({
          mode,
          note: joinedNote(rows.map(({ others, note }) => ({ note: others[at]?.note ?? note }))),
        }))
      : [],
    rows,
  }
}

const joinedNote = (rows: readonly { note: string }[]): string =>
  [...new Set(rows.map(({ note }) => note))].filter(note => note !== '').join('\n')

/** Each part once, as one that took part where any says so. */
function partsOf(parts: readonly NamedPart[], keyOf: (name: string) => string): NamedPart[] {
  const once = new Map<string, NamedPart>()
  for (const part of parts) {
    const key = keyOf(part.name)
    const there = once.get(key)
    if (!there || (part.attended && !there.attended)) once.set(key, part)
  }
  return [...once.values()]
}
