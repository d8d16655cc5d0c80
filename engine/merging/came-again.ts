import { storedCases } from '../cases/queries.ts'
import { byName, nameKey } from '../cases/same-name.ts'
import { daysOf, maybeTakenTwice, takenTwice } from '../contacts/taken-twice.ts'
import type { Db } from '../db/sql.ts'
import { counted, listed } from '../export/agreement-words.ts'
import type { Change } from '../history/changes.ts'

/**
 * What a package that was merged brought and the study had already under other ids, in sentences: cases of one name, and contacts
 * of one log. Both stand; a person says whether they are one.
 */
export function cameAgain(
  db: Db,
  file: string,
  operations: Iterable<{ changes: readonly Change[] }>,
): string[] {
  const brought = new Set<string>()
  for (const { changes } of operations) {
    for (const { table, id, before } of changes)
      if (before === null && (table === 'cases' || table === 'contacts')) brought.add(id)
  }
  if (brought.size === 0) return []
  const isMet = (ids: readonly { id: string }[]) =>
    ids.some(({ id }) => brought.has(id)) && ids.some(({ id }) => !brought.has(id))
  const cases = [...Map.groupBy(storedCases(db), ({ kind, name }) => `${kind} ${nameKey(name)}`).values()]
    .filter(isMet)
    .flatMap(([first]) => (first ? [first] : []))
    .sort(byName)
    .map(({ name }) => `“${name}”`)
  const contacts = takenTwice(db).filter(isMet)
  const maybe = maybeTakenTwice(db).filter(isMet)
  const named = cases.length <= mostNamed ? cases : [...cases.slice(0, mostNamed), 'others']
  return [
    ...(cases.length === 0
      ? []
      : [
          `${file} brings ${counted(cases.length, 'case')} of a name that a case here has: ${listed(named)}. Those that are one can be merged under Cases.`,
        ]),
    ...(contacts.length === 0
      ? []
      : [
          `${file} brings ${counted(contacts.length, 'contact')} of a log that was taken in here too: ${daysOf(contacts)}. ${contacts.length === 1 ? 'It counts twice until one of the two' : 'They count twice until one of each'} is removed under Contacts.`,
        ]),
    ...(maybe.length === 0
      ? []
      : [
          `${file} brings ${counted(maybe.length, 'contact')} that may be of a log that was taken in here too, and read in another way: ${daysOf(maybe)}. If so, ${maybe.length === 1 ? 'it counts twice until one of the two' : 'they count twice until one of each'} is removed under Contacts.`,
        ]),
  ]
}

const mostNamed = 10
