import type { Case } from '#shared/model/case.ts'
import type { Contact, ContactField, ContactMode, ContactPart, ContactSaid } from '#shared/model/contact.ts'
import { foundIn, soughtWords } from '#shared/text/folded.ts'
import { dateOf } from '../../wording.ts'
import type { ContactFilter } from './contacts-store.ts'

export const modeNames: Record<ContactMode, string> = {
  phone: 'Phone or Teams',
  email: 'Email',
  'face to face': 'Face to face',
  other: 'Other',
}

export const bandNames = { below: 'Below', close: 'Close to', above: 'Above' } as const

/** What stands where nothing is known. */
export const unknown = '–'

/** Parts of a contact by name, those who took part or those who did not, with their reasons. */
export const partNames = (
  parts: readonly ContactPart[],
  attended: boolean,
  names: ReadonlyMap<string, string>,
): string =>
  parts
    .filter(part => part.attended === attended)
    .map(({ case: id, reason }) => `${names.get(id) ?? ''}${reason === '' ? '' : ` (${reason})`}`)
    .join(', ')

/** What a contact says in a field by now, a sentence. */
export function nowSays(field: ContactField, said: ContactSaid, names: ReadonlyMap<string, string>): string {
  const { date, mode, minutes, note } = said
  switch (field) {
    case 'date':
      return `Its day is ${dateOf(date)} now.`
    case 'mode':
      return `Its mode is ${modeNames[mode]} now.`
    case 'minutes':
      return minutes === null ? 'It has no minutes now.' : `Its minutes are ${minutes} now.`
    case 'note':
      return note === '' ? 'Its note was taken out.' : `Its note is now: “${note}”`
    default: {
      const came = partNames(said[field], true, names)
      const absent = partNames(said[field], false, names)
      return `Its ${field} are now: ${came || 'none'}${absent && `; did not attend: ${absent}`}.`
    }
  }
}

/** The contacts that answer to a filter and to words. */
export function filtered(
  contacts: readonly Contact[],
  filter: ContactFilter | null,
  words: string,
  cases: readonly Case[],
): Contact[] {
  const names = new Map(cases.map(({ id, name }) => [id, name]))
  const homes = new Map(cases.map(({ id, site }) => [id, site]))
  const sought = soughtWords(words)
  return contacts.filter(
    contact => (filter === null || answers(contact, filter, homes)) && says(contact, sought, names),
  )
}

function answers(
  contact: Contact,
  { site, modes, month, until, absence }: ContactFilter,
  homes: ReadonlyMap<string, string | null>,
): boolean {
  if (until != null && contact.date > until) return false
  if (month !== undefined && !contact.date.startsWith(month)) return false
  if (modes && !modes.includes(contact.mode)) return false
  if (!absence) return site === undefined || contact.sites.some(part => part.case === site && part.attended)
  const siteOf = (part: ContactPart) => (absence.of === 'sites' ? part.case : (homes.get(part.case) ?? null))
  return contact[absence.of].some(
    part =>
      !part.attended &&
      (absence.reason === null || part.reason.toLowerCase() === absence.reason.toLowerCase()) &&
      (site === undefined || siteOf(part) === site),
  )
}

function says(
  contact: Contact,
  sought: ReturnType<typeof soughtWords>,
  names: ReadonlyMap<string, string>,
): boolean {
  if (sought.length === 0) return true
  const parts = [...contact.sites, ...contact.people]
  const text = [
    contact.date,
    modeNames[contact.mode],
    partNames(parts, true, names),
    partNames(parts, false, names),
    contact.note,
  ].join('\n')
  return sought.every(word => foundIn(text, [word]).length > 0)
}
