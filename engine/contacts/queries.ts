import { TandemError } from '#shared/errors.ts'
import type { CaseKind } from '#shared/model/case.ts'
import type { Contact, ContactMode, ContactPart } from '#shared/model/contact.ts'
import { all, type Db } from '../db/sql.ts'
import { setting } from '../studies/settings.ts'

/** A contact's own row. */
interface StoredContact {
  id: string
  date: string
  mode: ContactMode
  minutes: number | null
  note: string
}

/** Every contact by date; those of a day in the order they were entered. */
export function listContacts(db: Db): Contact[] {
  const parts = Map.groupBy(
    all<{ contact: string; case: string; kind: CaseKind; attended: number; reason: string }>(
      db,
      `SELECT p.contact, p."case", c.kind, p.attended, p.reason FROM contact_cases p
       JOIN cases c ON c.id = p."case" ORDER BY p.id`,
    ),
    row => row.contact,
  )
  const assumed = setting(db, 'contactsEmailMinutes')
  return all<StoredContact>(
    db,
    'SELECT id, date, mode, minutes, note FROM contacts ORDER BY date, created_at, id',
  ).map(stored => {
    const of = (kind: CaseKind): ContactPart[] =>
      (parts.get(stored.id) ?? [])
        .filter(part => part.kind === kind)
        .map(({ case: id, attended, reason }) => ({ case: id, attended: attended === 1, reason }))
    const sites = of('site')
    return withMinutes({ ...stored, sites, people: of('person') }, assumed)
  })
}

/**
 * A contact with what its length counts: what was recorded, else what is assumed for an email. One that no site took
 * part in did not happen; one whose sites were all removed since did, as far as anybody knows.
 */
export function withMinutes(
  contact: StoredContact & Pick<Contact, 'sites' | 'people'>,
  assumed: number,
): Contact {
  const happened = contact.sites.length === 0 || contact.sites.some(({ attended }) => attended)
  const isAssumed = happened && contact.minutes === null && contact.mode === 'email'
  return {
    ...contact,
    happened,
    minutes: isAssumed ? assumed : contact.minutes,
    minutesFrom: isAssumed ? 'default' : contact.minutes === null ? null : 'recorded',
  }
}

/** Contacts as they stand, each once; refuses where one is not there. */
export function contactsById(db: Db, ids: readonly string[]): Contact[] {
  const there = new Map(listContacts(db).map(contact => [contact.id, contact]))
  return [...new Set(ids)].map(id => {
    const found = there.get(id)
    if (found) return found
    throw new TandemError('not-found', 'There is no such contact in this study.', 'Choose one from Contacts.')
  })
}

/** A contact as it stands; refuses where there is none. */
export function contactById(db: Db, id: string): Contact {
  const [found] = contactsById(db, [id])
  if (!found) throw new Error(`Contact ${id} is not listed`)
  return found
}
