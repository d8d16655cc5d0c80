import { contactInWords } from '../contacts/in-words.ts'
import { listContacts } from '../contacts/queries.ts'
import type { Db } from '../db/sql.ts'
import { counted } from '../export/agreement-words.ts'

/** The contacts that took place, by id: asked before a package is merged. */
export const heldContacts = (db: Db): ReadonlySet<string> =>
  new Set(listContacts(db).flatMap(({ id, happened }) => (happened ? [id] : [])))

/**
 * What took place by this study and by no site any more once a package was merged, in a sentence: whether a session took place
 * follows from all its sites, and each copy may have said of another one that it stayed away.
 */
export function heldNoMore(db: Db, file: string, held: ReadonlySet<string>): string[] {
  const met = listContacts(db).filter(({ id, happened }) => !happened && held.has(id))
  const [first, ...others] = met
  if (!first) return []
  const many = others.length > 0
  return [
    `With ${file} no site took part in the ${contactInWords(first)} any more${many ? `, nor in ${counted(others.length, 'other contact')}` : ''}: ${many ? 'their' : 'its'} minutes count nowhere. If ${many ? 'sites' : 'a site'} took part, say so under Contacts.`,
  ]
}
