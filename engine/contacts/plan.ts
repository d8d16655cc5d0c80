import type { CaseKind } from '#shared/model/case.ts'
import type { ContactProblem, ContactReading } from '#shared/model/contact.ts'
import type { RecordTable } from '#shared/model/record.ts'
import { type StoredCase, storedCases } from '../cases/queries.ts'
import { nameKey } from '../cases/same-name.ts'
import { all, type Db } from '../db/sql.ts'
import { type DateStyles, stylesIn } from './guess.ts'
import { listContacts } from './queries.ts'
import { hashOf, type NamedPart, type ReadContact, readRows } from './read-rows.ts'

/** A case a log names: one that is there, or null for one to be made under `name`. */
export interface NamedCase {
  id: string | null
  kind: CaseKind
  name: string
  /** Of a person to be made: the site's name as `cases` has it, where the log says one only. */
  site: string | null
}

/** What taking a log in would do. */
export interface ContactsPlan {
  /** What has to be said first; nothing else holds then. */
  asks: string | null
  fresh: ReadContact[]
  /** New ones that come in only where somebody says so. */
  long: ReadContact[]
  repeats: ReadContact[]
  known: number
  problems: ContactProblem[]
  /** Every case named by what comes in, by kind and name: `caseKey`. */
  cases: ReadonlyMap<string, NamedCase>
  said: string[]
}

export const caseKey = (kind: CaseKind, name: string): string => `${kind} ${nameKey(name)}`

/** What taking the rows of a log in would do to the study as it stands. */
export function planImport(db: Db, table: RecordTable, reading: ContactReading): ContactsPlan {
  const nothing = { fresh: [], long: [], repeats: [], known: 0, problems: [], cases: new Map(), said: [] }
  const styles = stylesIn(table, reading.columns)
  const { dateOrder: order } = reading
  if (order === null) return { ...nothing, asks: questionOf(styles) }
  const stored = storedCases(db)
  const known = new Map(stored.map(one => [caseKey(one.kind, one.name), one]))
  const namesOf = (kind: CaseKind) =>
    new Set(stored.filter(one => one.kind === kind).map(({ name }) => nameKey(name)))
  const read = readRows(table, reading, order, { sites: namesOf('site'), people: namesOf('person') })
  const there = knownContacts(db, stored)
  const plan = {
    ...nothing,
    asks: null,
    fresh: [] as ReadContact[],
    long: [] as ReadContact[],
    repeats: [] as ReadContact[],
    problems: [...read.problems],
  }
  const ids = new Map<string, ReadContact>()
  const seen = new Map<string, { row: number; times: number }>()
  let count = 0
  for (const contact of read.contacts) {
    const refuse = (what: string) => {
      drop(plan.problems, contact.row)
      plan.problems.push({ row: contact.row, kind: 'refused', what: `Row ${contact.row} ${what}` })
    }
    if (contact.id !== null) {
      const above = ids.get(contact.id.toLowerCase())
      if (above && above.hash !== contact.hash) {
        refuse(`has the id of row ${above.row} and says something else.`)
        continue
      }
      const before = there.byId.get(contact.id.toLowerCase())
      if (before !== undefined && before !== contact.hash) {
        refuse(`is in the study as “${contact.id}” and says something else now; change it by hand.`)
        continue
      }
      if (above || before !== undefined) {
        if (above && before === undefined) repeat(contact, above.row)
        else {
          drop(plan.problems, contact.row)
          count++
        }
        continue
      }
      ids.set(contact.id.toLowerCase(), contact)
      // A running number is an id too: what says the same under another one is asked about.
      const same = seen.get(contact.hash)
      if (same) {
        repeat(contact, same.row)
        continue
      }
      seen.set(contact.hash, { row: contact.row, times: 1 })
    } else {
      const before = seen.get(contact.hash) ?? { row: contact.row, times: 0 }
      seen.set(contact.hash, { row: before.row, times: before.times + 1 })
      if (before.times < there.timesOf(contact, known)) {
        drop(plan.problems, contact.row)
        count++
        continue
      }
      if (before.times > 0) {
        repeat(contact, before.row)
        continue
      }
    }
    if (contact.isLong) plan.long.push(contact)
    else plan.fresh.push(contact)
  }
  function repeat(contact: ReadContact, row: number) {
    drop(plan.problems, contact.row)
    plan.problems.push({
      row: contact.row,
      kind: 'repeat',
      what: `Row ${contact.row} says the same as row ${row}.`,
    })
    plan.repeats.push(contact)
  }
  const coming = [...plan.fresh, ...plan.long, ...plan.repeats].sort((a, b) => a.row - b.row)
  const cases = casesIn(coming, known, plan.problems)
  return {
    ...plan,
    known: count,
    cases,
    problems: plan.problems.sort((a, b) => a.row - b.row),
    said: [
      ...(styles.either.length > 0
        ? [order === 'day-month' ? 'Dates are read day first.' : 'Dates are read month first.']
        : []),
    ],
  }
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

/** Takes away what was said of a row before it was decided otherwise. */
function drop(problems: ContactProblem[], row: number): void {
  for (let at = problems.length - 1; at >= 0; at--) if (problems[at]?.row === row) problems.splice(at, 1)
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
    timesOf(contact: ReadContact, known: ReadonlyMap<string, StoredCase>): number {
      const here = (kind: CaseKind, parts: readonly NamedPart[]) =>
        parts.map(part => ({ ...part, name: sameCase(known, kind, part.name)?.name ?? part.name }))
      const asHere = hashOf({
        ...contact,
        sites: here('site', contact.sites),
        people: here('person', contact.people),
      })
      return (times.get(contact.hash) ?? 0) + (asHere === contact.hash ? 0 : (times.get(asHere) ?? 0))
    },
  }
}

/** The case a name stands for: of that name, or a site called by its number alone. */
const sameCase = (
  known: ReadonlyMap<string, StoredCase>,
  kind: CaseKind,
  name: string,
): StoredCase | undefined =>
  known.get(caseKey(kind, name)) ?? (kind === 'site' ? known.get(caseKey('site', `Site ${name}`)) : undefined)

/**
 * Every case that rows name. A new person belongs to the site they take part for, where it is always the same one; one
 * who takes part for a site that is not theirs is remarked on, once each.
 */
function casesIn(
  contacts: readonly ReadContact[],
  known: ReadonlyMap<string, StoredCase>,
  problems: ContactProblem[],
): Map<string, NamedCase> {
  const cases = new Map<string, NamedCase>()
  const siteOf = new Map<string, string>()
  for (const { id, name } of known.values()) siteOf.set(id, name)
  const homes = new Map<string, Map<string, number>>()
  for (const { sites, people, row } of contacts) {
    const came = sites.some(({ attended }) => attended) ? sites.filter(({ attended }) => attended) : sites
    const nameHere = ({ name }: NamedPart): string => {
      const there = sameCase(known, 'site', name)
      const key = caseKey('site', name)
      const kept = cases.get(key) ?? {
        id: there?.id ?? null,
        kind: 'site',
        name: there?.name ?? name,
        site: null,
      }
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
