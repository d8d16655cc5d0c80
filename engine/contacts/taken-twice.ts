import type { CaseKind } from '#shared/model/case.ts'
import { nameKey } from '../cases/same-name.ts'
import { all, type Db } from '../db/sql.ts'
import { listed } from '../export/agreement-words.ts'
import { dayInWords } from '../export/words.ts'

/** A contact that was taken in from a log. */
interface TakenContact {
  id: string
  date: string
  /** The copy of the study it was taken in in. */
  copy: string
}

/**
 * Contacts of one row of a log that were taken in in several copies of the study, which were merged since: known by all it says, or
 * by its id where they are of one day and have a site in common, for a running number is an id too. By date.
 */
export function takenTwice(db: Db): TakenContact[][] {
  const key = "CASE WHEN row_id IS NULL THEN row_hash ELSE 'id ' || lower(row_id) END"
  const alike = all<{ id: string; date: string; row: string; hash: string }>(
    db,
    `SELECT id, date, ${key} AS row, row_hash AS hash FROM contacts WHERE row_hash IS NOT NULL
       AND ${key} IN (SELECT ${key} FROM contacts WHERE row_hash IS NOT NULL GROUP BY 1 HAVING count(*) > 1)
     ORDER BY date, created_at, id`,
  )
  if (alike.length === 0) return []
  const copies = copiesOf(db, alike)
  const names = namesIn(db)
  const rows = Map.groupBy(alike, ({ row }) => row)
  return [...rows.values()]
    .flatMap(of =>
      grouped(of, (one, other) => {
        const haveSite = shareOne(names.get(one.id)?.site, names.get(other.id)?.site)
        return one.hash === other.hash || (one.date === other.date && haveSite)
      }),
    )
    .map(of => of.map(({ id, date }) => ({ id, date, copy: copies.get(id) ?? '' })))
    .filter(of => new Set(of.map(({ copy }) => copy)).size > 1)
}

/** These in groups: each is with all that it is like, and with what those are like. */
function grouped<Item>(items: readonly Item[], isLike: (one: Item, other: Item) => boolean): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const its = groups.filter(group => group.some(other => isLike(item, other)))
    for (const group of its) groups.splice(groups.indexOf(group), 1)
    groups.push([...its.flat(), item])
  }
  return groups
}

/**
 * Contacts that may be of one row of a log that was taken in in several copies and read in another way in each, or by hand in one of
 * them: of the same day and length, with a site in common and, where both name people, a person. Those that are known to be of one row are none of them. By date.
 */
export function maybeTakenTwice(db: Db): TakenContact[][] {
  const certain = new Set(takenTwice(db).flatMap(of => of.map(({ id }) => id)))
  const taken = all<{ id: string; date: string; minutes: number | null; row: string | null; logged: number }>(
    db,
    `SELECT id, date, minutes, lower(row_id) AS row, row_hash IS NOT NULL AS logged FROM contacts
     ORDER BY date, created_at, id`,
  ).filter(({ id }) => !certain.has(id))
  const copies = copiesOf(db, taken)
  if (new Set(copies.values()).size < 2) return []
  const names = namesIn(db)
  const found: TakenContact[][] = []
  for (const of of Map.groupBy(taken, ({ date, minutes }) => `${date} ${minutes}`).values()) {
    const groups = grouped(
      of,
      (one, other) =>
        areOfTwo(copies.get(one.id), copies.get(other.id)) &&
        (one.logged === 1 || other.logged === 1) &&
        (one.row === null || other.row === null) &&
        mayBeOne(names.get(one.id), names.get(other.id)),
    )
    for (const group of groups)
      if (group.length > 1)
        found.push(group.map(({ id, date }) => ({ id, date, copy: copies.get(id) ?? '' })))
  }
  return found
}

const areOfTwo = (copy: string | undefined, other: string | undefined): boolean =>
  copy !== undefined && other !== undefined && copy !== other

/** Who is named in a contact: sites and people. */
interface Named {
  site: Set<string>
  person: Set<string>
}

const mayBeOne = (one: Named | undefined, other: Named | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  shareOne(one.site, other.site) &&
  (one.person.size === 0 || other.person.size === 0 || shareOne(one.person, other.person))

const shareOne = (some?: ReadonlySet<string>, others?: ReadonlySet<string>): boolean =>
  [...(some ?? [])].some(name => others?.has(name))

function namesIn(db: Db): Map<string, Named> {
  const named = new Map<string, Named>()
  for (const { contact, kind, name } of all<{ contact: string; kind: CaseKind; name: string }>(
    db,
    'SELECT p.contact, c.kind, c.name FROM contact_cases p JOIN cases c ON c.id = p."case"',
  )) {
    const its = named.get(contact) ?? { site: new Set(), person: new Set() }
    its[kind].add(nameKey(name))
    named.set(contact, its)
  }
  return named
}

/** The copy of the study that each of these contacts was taken in in, or added by hand. */
const copiesOf = (db: Db, contacts: readonly { id: string }[]): Map<string, string> =>
  new Map(
    all<{ id: string; copy: string }>(
      db,
      `SELECT c.value ->> 'id' AS id, o.copy FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE o.kind IN ('contacts.imported', 'contact.added') AND c.value ->> 'table' = 'contacts'
         AND c.value ->> 'id' IN (SELECT value FROM json_each(?))`,
      JSON.stringify(contacts.map(({ id }) => id)),
    ).map(({ id, copy }) => [id, copy]),
  )

/** The days of contacts that stand in the log twice, in words; of many the first. */
export function daysOf(twice: readonly (readonly TakenContact[])[]): string {
  const days = [...new Set(twice.flatMap(([first]) => (first ? [dayInWords(first.date)] : [])))]
  return days.length <= mostDays
    ? listed(days)
    : `${days.slice(0, mostDays).join(', ')} and ${(days.length - mostDays).toLocaleString('en-GB')} more days`
}

const mostDays = 5
