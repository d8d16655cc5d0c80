import { nameKey } from '../cases/same-name.ts'
import { hashOf, type NamedPart, type ReadContact, siteKey } from './read-rows.ts'

/** A session of a log. */
export interface Session extends ReadContact {
  /** The rows it stands in, the first of them on top. */
  rows: readonly ReadContact[]
}

export interface Sessions {
  sessions: Session[]
  /** Rows that say the same as one above but for the site, and stay contacts of their own. */
  alike: { row: number; as: number }[]
}

/**
 * The rows of a log as sessions. Rows of one id that say the same for different sites are one session. So are rows of one
 * site each that say the same of day, mode, length and note, where `joins` says so of the log or the study has them as one
 * already (`isThere`); never where the study has them one by one.
 */
export function sessionsIn(
  contacts: readonly ReadContact[],
  joins: boolean,
  isThere: (contact: ReadContact) => boolean,
): Sessions {
  const told = gathered(contacts, ({ id }) => id?.toLowerCase() ?? null, isOneSession).map(joined)
  const alike: Sessions['alike'] = []
  const sessions = gathered(told, likeness, areOfOtherSites).flatMap(group => {
    const [first, ...others] = group
    if (!first || others.length === 0) return group
    const whole = joined(group)
    if (isThere(whole)) return [whole]
    if (group.some(isThere)) return group
    if (joins) return [whole]
    for (const { row } of others) alike.push({ row, as: first.row })
    return group
  })
  return { sessions: sessions.sort((a, b) => a.row - b.row), alike }
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

/** Whether a row of the same id says what those before it say, for other sites; a length may stand in one of them only. */
const isOneSession = (group: readonly ReadContact[], row: ReadContact): boolean =>
  areOfOtherSites(group, row) && group.every(one => differences(one, row).length === 0)

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
  const people = new Map<string, NamedPart>()
  for (const part of rows.flatMap(row => row.people)) {
    const key = nameKey(part.name)
    if (part.attended || !people.has(key)) people.set(key, part)
  }
  const own = {
    date: first.date,
    mode: first.mode,
    minutes: rows.find(({ minutes }) => minutes !== null)?.minutes ?? null,
    sites: rows.flatMap(({ sites }) => sites),
    people: [...people.values()],
    note: [...new Set(rows.map(({ note }) => note))].filter(note => note !== '').join('\n'),
  }
  return {
    row: first.row,
    ...own,
    id: first.id,
    hash: hashOf(own),
    isLong: rows.some(({ isLong }) => isLong),
    rows,
  }
}
