import type { CaseKind, NearSite } from '#shared/model/case.ts'
import type { ContactDoubt, ContactProblem, ContactReading, ModeWords } from '#shared/model/contact.ts'
import type { RecordTable } from '#shared/model/record.ts'
import { type SiteNames, siteNames, wordsOfNear } from '../cases/near-sites.ts'
import { type StoredCase, storedCases } from '../cases/queries.ts'
import { nameKey } from '../cases/same-name.ts'
import { all, type Db } from '../db/sql.ts'
import { counted } from '../export/agreement-words.ts'
import { dayInWords } from '../export/words.ts'
import { wordsOfLengths } from '../records/lengths.ts'
import { earlyIn } from './early.ts'
import { type DateStyles, stylesIn } from './guess.ts'
import { modeWordsIn, remarksOnModes } from './modes.ts'
import { type Alike, areOfOtherSites, differences, type Session, sessionsIn } from './one-session.ts'
import { listContacts } from './queries.ts'
import { hashesOf, hashOf, type NamedPart, type ReadContact, readRows } from './read-rows.ts'
import { wordsOfUnread } from './unread.ts'

/** A case a log names: one that is there, or null for one to be made under `name`. */
export interface NamedCase {
  id: string | null
  kind: CaseKind
  name: string
  /** Of a person to be made: the site's name as `cases` has it, where the log says one only. */
  site: string | null
}

/** A contact that comes in only where somebody says of each doubt that it is meant. */
export interface AskedSession {
  session: Session
  doubts: ContactDoubt[]
}

/** What taking a log in would do. */
export interface ContactsPlan {
  /** What has to be said first; nothing else holds then. */
  asks: string | null
  fresh: Session[]
  /** New ones that somebody has to say something of. */
  asked: AskedSession[]
  known: number
  /** Rows that may be one session with one above, for another site or of other people. */
  alike: number
  alikePeople: number
  /** Words for modes that somebody may say the meaning of. */
  modes: ModeWords[]
  problems: ContactProblem[]
  /** Every case named by what comes in, by kind and name: `caseKey`. */
  cases: ReadonlyMap<string, NamedCase>
  /** Names of sites that may be one with another. */
  nearSites: NearSite[]
  said: string[]
}

export const caseKey = (kind: CaseKind, name: string): string => `${kind} ${nameKey(name)}`

/** What taking the rows of a log in would do to the study as it stands, on a day, ISO 8601. */
export function planImport(db: Db, table: RecordTable, reading: ContactReading, today: string): ContactsPlan {
  const nothing = {
    fresh: [],
    asked: [],
    known: 0,
    alike: 0,
    alikePeople: 0,
    modes: [],
    problems: [],
    cases: new Map(),
    nearSites: [],
    said: [],
  }
  const styles = stylesIn(table, reading.columns)
  const { dateOrder: order } = reading
  if (order === null) return { ...nothing, asks: questionOf(styles) }
  const stored = storedCases(db)
  const known = new Map(stored.map(one => [caseKey(one.kind, one.name), one]))
  const isApart = reading.sitesApart === true
  const sites = siteNames(
    stored.filter(({ kind }) => kind === 'site').map(({ name }) => name),
    isApart,
  )
  const namesOf = (kind: CaseKind) =>
    new Set(stored.filter(one => one.kind === kind).map(({ name }) => nameKey(name)))
  const read = readRows(table, reading, order, { sites: namesOf('site'), people: namesOf('person') })
  const there = knownContacts(db, stored)
  const { sessions, alike, alikePeople } = sessionsIn(
    read.contacts,
    { sites: reading.joins === true, people: reading.joinsPeople === true },
    contact =>
      (contact.id !== null &&
        hashesOf(contact).some(hash => hash === there.byId.get(contact.id?.toLowerCase() ?? ''))) ||
      there.timesOf(contact, known, sites) > 0,
  )
  const plan = {
    asks: null,
    fresh: [] as Session[],
    asked: [] as AskedSession[],
    alike: alike.length,
    alikePeople: alikePeople.length,
    modes: modeWordsIn(read.contacts),
    problems: [...read.problems, ...sessions.flatMap(remarksOf)],
  }
  const early = earlyIn(db, sessions, name => sameCase(known, sites, 'site', name), today)
  const doubtsOf = (session: Session): ContactDoubt[] => [
    ...(session.isLong ? ['long' as const] : []),
    ...(session.date > today ? ['future' as const] : []),
    ...(early(session) === null ? [] : ['early' as const]),
  ]
  const ids = new Map<string, Session>()
  const seen = new Map<string, { row: number; times: number }>()
  let count = 0
  for (const session of sessions) {
    const { id, hash, row } = session
    const refuse = (what: string) => {
      drop(plan.problems, session)
      plan.problems.push({ row, kind: 'refused', what: `Row ${row} ${what}` })
    }
    if (id !== null) {
      const above = ids.get(id.toLowerCase())
      const twin = above && (above.hash === hash ? above : above.rows.find(one => one.hash === hash))
      if (above && !twin) {
        refuse(`has the id of row ${above.row} and says something else${elseOf(above, session)}.`)
        continue
      }
      const before = there.byId.get(id.toLowerCase())
      if (!above && before !== undefined && !hashesOf(session).some(one => one === before)) {
        refuse(`is in the study as “${id}” and says something else now; change it by hand.`)
        continue
      }
      if (twin || before !== undefined) {
        if (twin && before === undefined) repeat(session, twin.row)
        else {
          drop(plan.problems, session)
          count++
        }
        continue
      }
      ids.set(id.toLowerCase(), session)
      // A running number is an id too: what says the same under another one is asked about.
      const same = seen.get(hash)
      if (same) {
        repeat(session, same.row)
        continue
      }
      seen.set(hash, { row, times: 1 })
    } else {
      const before = seen.get(hash) ?? { row, times: 0 }
      seen.set(hash, { row: before.row, times: before.times + 1 })
      if (before.times < there.timesOf(session, known, sites)) {
        drop(plan.problems, session)
        count++
        continue
      }
      if (before.times > 0) {
        repeat(session, before.row)
        continue
      }
    }
    const doubts = doubtsOf(session)
    const ask = (kind: ContactDoubt, what: string) => {
      if (doubts.includes(kind))
        plan.problems.push({
          row,
          kind,
          what: `Row ${row} is dated ${dayInWords(session.date)}, ${what}.`,
        })
    }
    ask('future', 'which is still to come')
    ask('early', early(session) ?? '')
    if (doubts.length > 0) plan.asked.push({ session, doubts })
    else plan.fresh.push(session)
  }
  function repeat(session: Session, row: number) {
    drop(plan.problems, session)
    plan.problems.push({
      row: session.row,
      kind: 'repeat',
      what: `Row ${session.row} says the same as row ${row}.`,
    })
    plan.asked.push({ session, doubts: [...doubtsOf(session), 'repeat'] })
  }
  const coming = [...plan.fresh, ...plan.asked.map(({ session }) => session)]
  const cases = casesIn(
    coming.flatMap(({ rows }) => rows).sort((a, b) => a.row - b.row),
    known,
    sites,
    plan.problems,
  )
  plan.problems.unshift(...remarksOnModes(coming.flatMap(({ rows }) => rows).sort((a, b) => a.row - b.row)))
  const joined = coming.filter(({ rows }) => rows.length > 1)
  return {
    ...plan,
    known: count,
    cases,
    nearSites: sites.near(),
    problems: plan.problems.sort((a, b) => a.row - b.row),
    said: [
      ...(styles.either.length > 0
        ? [order === 'day-month' ? 'Dates are read day first.' : 'Dates are read month first.']
        : []),
      ...wordsOfNear(sites.near(), isApart),
      ...wordsOfLengths(table, reading.columns),
      ...wordsOfUnread(table, reading.columns),
      ...wordsOfJoined(joined),
      ...wordsOfAlike(alike, 'the site'),
      ...wordsOfAlike(alikePeople, 'who took part'),
    ],
  }
}

/** What is said of sessions that stand in several rows. */
function wordsOfJoined(joined: readonly Session[]): string[] {
  if (joined.length === 0) return []
  const ofSites = joined.filter(({ sites }) => sites.length > 1).length
  const each = ofSites === joined.length ? 'site' : ofSites === 0 ? 'person' : 'site or person'
  return [
    joined.length === 1
      ? `1 session stands in several rows, one for each ${each}, and comes in once.`
      : `${joined.length.toLocaleString('en-GB')} sessions stand in several rows, one for each ${each}, and come in once each.`,
  ]
}

/** What is said of rows that may be one session with one above them, from which they differ in one thing. */
function wordsOfAlike(alike: readonly Alike[], butFor: string): string[] {
  const [first] = alike
  return first
    ? [
        `${alike.length === 1 ? '1 row says' : `${alike.length.toLocaleString('en-GB')} rows say`} the same as one above but for ${butFor}, such as row ${first.row} and row ${first.as}. Each comes in as a contact of its own, unless they are said to be one session.`,
      ]
    : []
}

/** What should be looked at of a session with all of its rows. */
function remarksOf({ row, mode, minutes, sites }: Session): ContactProblem[] {
  const remark = (what: string): ContactProblem[] => [{ row, kind: 'remark', what: `Row ${row}: ${what}` }]
  if (sites.some(({ attended }) => attended))
    return minutes === null && mode !== 'email' ? remark('has no minutes, and adds none.') : []
  return minutes === null || minutes === 0
    ? []
    : remark(
        `did not take place, so its ${counted(minutes, 'minute')} ${minutes === 1 ? 'counts' : 'count'} nowhere.`,
      )
}

/** What keeps a row of the same id from being the same session for another site. */
function elseOf(above: Session, session: Session): string {
  const differing = differences(above, session)
  return areOfOtherSites([above], session) && differing.length > 0
    ? `: another site and another ${differing.join(' and ')}`
    : ''
}

/** What has to be said of the order of dates: they are in both, in another than was remembered, or nothing tells. */
function questionOf({ dayFirst: [day], monthFirst: [month], either: [either] }: DateStyles): string {
  if (day && month) {
    return `Dates are written in two orders: row ${day.row} (${day.text.trim()}) must be day first and row ${month.row} (${month.text.trim()}) month first. Say which one the others are in; rows that cannot be read so are left out.`
  }
  const [clear, is, was] = day ? [day, 'day', 'month'] : [month, 'month', 'day']
  if (clear) {
    return `Row ${clear.row} (${clear.text.trim()}) must be ${is} first, and the last log with these columns was read ${was} first. Say how the dates of this one are meant.`
  }
  return `Dates such as ${either?.text.trim() ?? '05/03/2019'} in row ${either?.row ?? 2} can be read day first or month first, and nothing in the log tells which. Say how they are meant.`
}

/** Takes away what was said of the rows of a session before it was decided otherwise. */
function drop(problems: ContactProblem[], { rows }: Session): void {
  const of = new Set(rows.map(({ row }) => row))
  for (let at = problems.length - 1; at >= 0; at--) if (of.has(problems[at]?.row ?? 0)) problems.splice(at, 1)
}

/** What is in the study: rows by id, and how often a contact is there that says the same, taken in or by hand. */
function knownContacts(db: Db, cases: readonly StoredCase[]) {
  const rows = all<{ id: string; row_id: string | null; row_hash: string | null }>(
    db,
    'SELECT id, row_id, row_hash FROM contacts',
  )
  const byId = new Map(
    rows.flatMap(({ row_id, row_hash }) => (row_id === null ? [] : [[row_id.toLowerCase(), row_hash]])),
  )
  const times = new Map<string, number>()
  const add = (hash: string) => times.set(hash, (times.get(hash) ?? 0) + 1)
  const taken = new Set(rows.filter(({ row_hash }) => row_hash !== null).map(({ id }) => id))
  const nameOf = new Map(cases.map(({ id, name }) => [id, name]))
  for (const { row_hash } of rows) if (row_hash !== null) add(row_hash)
  for (const contact of listContacts(db)) {
    if (taken.has(contact.id)) continue
    const named = (parts: typeof contact.sites): NamedPart[] =>
      parts.map(part => ({ ...part, name: nameOf.get(part.case) ?? '' }))
    const minutes = contact.minutesFrom === 'recorded' ? contact.minutes : null
    add(hashOf({ ...contact, minutes, sites: named(contact.sites), people: named(contact.people) }))
  }
  return {
    byId,
    /** As the row has the names, or as the study has them. */
    timesOf(contact: ReadContact, known: ReadonlyMap<string, StoredCase>, sites: SiteNames): number {
      const here = (kind: CaseKind, parts: readonly NamedPart[]) =>
        parts.map(part => ({ ...part, name: sameCase(known, sites, kind, part.name)?.name ?? part.name }))
      if (times.size === 0) return 0
      const asHere = {
        ...contact,
        sites: here('site', contact.sites),
        people: here('person', contact.people),
      }
      const asked = new Set([...hashesOf(contact), ...hashesOf({ ...asHere, hash: hashOf(asHere) })])
      return [...asked].reduce((sum, hash) => sum + (times.get(hash) ?? 0), 0)
    },
  }
}

/** The case a name stands for: of that name, or a site whose name is alike. */
const sameCase = (
  known: ReadonlyMap<string, StoredCase>,
  sites: SiteNames,
  kind: CaseKind,
  name: string,
): StoredCase | undefined => known.get(caseKey(kind, kind === 'site' ? (sites.find(name) ?? name) : name))

/**
 * Every case that rows name. A new person belongs to the site they take part for, where it is always the same one; one
 * who takes part for a site that is not theirs is remarked on, once each.
 */
function casesIn(
  contacts: readonly ReadContact[],
  known: ReadonlyMap<string, StoredCase>,
  siteNames: SiteNames,
  problems: ContactProblem[],
): Map<string, NamedCase> {
  const cases = new Map<string, NamedCase>()
  const siteOf = new Map<string, string>()
  for (const { id, name } of known.values()) siteOf.set(id, name)
  const homes = new Map<string, Map<string, number>>()
  for (const { sites, people, row } of contacts) {
    const came = sites.some(({ attended }) => attended) ? sites.filter(({ attended }) => attended) : sites
    const nameHere = ({ name }: NamedPart): string => {
      const key = caseKey('site', name)
      const called = siteNames.keep(name)
      const there = known.get(caseKey('site', called))
      const kept = cases.get(key) ?? { id: there?.id ?? null, kind: 'site', name: called, site: null }
      cases.set(key, kept)
      return kept.name
    }
    sites.forEach(nameHere)
    const here = came.map(nameHere)
    for (const { name } of people) {
      const key = caseKey('person', name)
      const there = known.get(key)
      if (!cases.has(key))
        cases.set(key, { id: there?.id ?? null, kind: 'person', name: there?.name ?? name, site: null })
      const home = there?.site == null ? null : (siteOf.get(there.site) ?? null)
      const told = homes.get(key) ?? new Map<string, number>()
      homes.set(key, told)
      const [only] = here
      if (home !== null && !here.includes(home) && only !== undefined && !told.has(only)) {
        problems.push({
          row,
          kind: 'remark',
          what: `Row ${row}: ${there?.name} belongs to ${home} and takes part for ${here.join(' and ')}. They stay at ${home}.`,
        })
      }
      if (here.length === 1 && only !== undefined && !told.has(only)) told.set(only, row)
    }
  }
  for (const [key, one] of cases) {
    if (one.kind !== 'person' || one.id !== null) continue
    const [first, second] = [...(homes.get(key) ?? [])]
    if (first && second) {
      problems.push({
        row: second[1],
        kind: 'remark',
        what: `Row ${second[1]}: ${one.name} takes part for ${second[0]}, and for ${first[0]} in row ${first[1]}. They come in without a site of their own.`,
      })
    } else if (first) one.site = first[0]
  }
  return cases
}
