import type { ContactMode } from '#shared/model/contact.ts'
import { contactInWords } from '../contacts/in-words.ts'
import { all, type Cell, type Db, first } from '../db/sql.ts'
import { counted, listed } from '../export/agreement-words.ts'
import { dayInWords } from '../export/words.ts'

/** A contact with its sites: `the call of 14 January 2019 with “Site 1”`; undefined where there is none of that id. */
export function contactNamed(db: Db, id: string): string | undefined {
  const contact = first<{ mode: ContactMode; date: string }>(
    db,
    'SELECT mode, date FROM contacts WHERE id = ?',
    id,
  )
  if (!contact) return undefined
  const sites = all<{ name: string }>(
    db,
    `SELECT c.name FROM contact_cases p JOIN cases c ON c.id = p."case"
     WHERE p.contact = ? AND c.kind = 'site' ORDER BY c.name, c.id`,
    id,
  ).map(({ name }) => `“${name}”`)
  return `the ${contactInWords(contact)}${sites.length === 0 ? '' : ` with ${listed(sites)}`}`
}

/** A site or person of a contact: `“OT 1” in the call of …`; undefined where there is none of that id. */
export function partNamed(db: Db, id: string): string | undefined {
  const part = first<{ name: string; contact: string }>(
    db,
    'SELECT c.name, p.contact FROM contact_cases p JOIN cases c ON c.id = p."case" WHERE p.id = ?',
    id,
  )
  return part && `“${part.name}” in ${contactNamed(db, part.contact) ?? 'a contact'}`
}

const settings: Record<string, string> = {
  contactsCutOff: 'the cut-off of the contact table',
  contactsExpected: 'what is expected of each site a month',
  contactsEmailMinutes: 'what an email without a length counts',
  contactsOpened: 'which attribute says when a site opened',
  contactsParticipants: 'which attribute says how many participants a site has',
  contactsStaff: 'which attribute says how many staff a site has',
  countsQuoted: 'whether codings of quoted replies and signatures count',
}

/** A choice for the whole study, by its name in the program. */
export const settingNamed = (name: string): string | undefined => settings[name]

/** What was chosen, `value` as it is kept. */
export function settingInWords(db: Db, name: string, value: Cell): string {
  const chosen: unknown = value === null ? null : JSON.parse(String(value))
  if (name === 'contactsCutOff')
    return chosen === null ? 'the day of the last contact' : dayInWords(String(chosen))
  if (typeof chosen === 'boolean') return chosen ? 'yes' : 'no'
  if (typeof chosen === 'number') return counted(chosen, 'minute')
  if (chosen === null) return 'nothing chosen'
  const attribute = first<{ name: string }>(db, 'SELECT name FROM attributes WHERE id = ?', String(chosen))
  return attribute ? `“${attribute.name}”` : 'an attribute that is gone'
}
