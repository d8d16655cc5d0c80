import type { Contact } from '#shared/model/contact.ts'
import type { Db } from '../db/sql.ts'
import { contactInWords } from './in-words.ts'
import { listContacts } from './queries.ts'

/** What becomes of contacts where sites go, so that none says something else of whether it took place. */
export interface WithoutSites {
  /** Ids of those that did not take place and are of no other site: they go too, for without sites they would count. */
  going: string[]
  /** Why the sites cannot go: by them alone something took place that another site stayed away from. Null where they can. */
  refused: string | null
}

/** What becomes of contacts where these cases go, of which only sites matter. */
export function withoutSites(db: Db, cases: readonly { id: string; name: string }[]): WithoutSites {
  const gone = new Map(cases.map(({ id, name }) => [id, name]))
  const left = ({ sites }: Contact) => sites.filter(part => !gone.has(part.case))
  const met = listContacts(db).filter(contact => left(contact).length < contact.sites.length)
  const turned = met.filter(
    contact =>
      contact.happened && left(contact).length > 0 && left(contact).every(({ attended }) => !attended),
  )
  return {
    going: met.flatMap(contact => (contact.happened || left(contact).length > 0 ? [] : contact.id)),
    refused: refusal(turned, gone),
  }
}

function refusal(turned: readonly Contact[], names: ReadonlyMap<string, string>): string | null {
  const [first] = turned
  if (!first) return null
  const by = first.sites.flatMap(part => (part.attended ? `“${names.get(part.case)}”` : []))
  const more = turned.length - 1
  const others = more === 0 ? '' : `, and ${more === 1 ? 'one more' : `${more} more`} like it`
  return `Of its sites only ${by.join(' and ')} took part in the ${contactInWords(first)}${others}: with ${by.length === 1 ? 'that site' : 'them'} gone, it would look as if it had not taken place.`
}
