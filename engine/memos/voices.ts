import type { Voice } from '#shared/model/memo.ts'
import { byName } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import type { Quotation } from './body.ts'
import { quoter } from './quotations.ts'

/** How often each person and each site is quoted, most first: in these quotations, and in others besides. */
export function voicesIn(
  db: Db,
  here: readonly Quotation[],
  everywhere: readonly Quotation[],
  me: string,
): Voice[] {
  const quote = quoter(db, me)
  const voices = new Map<string, Voice>()
  const count = (quotations: readonly Quotation[], where: 'here' | 'everywhere') => {
    for (const { people, sites } of quotations.map(quote)) {
      for (const [kind, names] of [
        ['person', people],
        ['site', sites],
      ] as const) {
        for (const name of names.length > 0 ? new Set(names) : ['']) {
          const key = `${kind} ${name}`
          const voice = voices.get(key) ?? { kind, name, here: 0, everywhere: 0 }
          voice[where]++
          voices.set(key, voice)
        }
      }
    }
  }
  count(here, 'here')
  count(everywhere, 'everywhere')
  return [...voices.values()].sort(
    (a, b) => a.kind.localeCompare(b.kind) || b.here - a.here || b.everywhere - a.everywhere || byName(a, b),
  )
}
