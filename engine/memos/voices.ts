import type { QuotedPassage, Voice, VoicesInMemo } from '#shared/model/memo.ts'
import { byName } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import type { Quotation } from './body.ts'
import { quoter } from './quotations.ts'

/**
 * For whom a quotation counts: for each person and each site it is of, so that one of a talk with two counts for both; else for
 * nobody, or as one whose words are no longer in the study.
 */
export function voicesOf({
  text,
  people,
  sites,
}: Pick<QuotedPassage, 'text' | 'people' | 'sites'>): Pick<Voice, 'kind' | 'name' | 'isGone'>[] {
  const isGone = text === ''
  const named = (kind: Voice['kind'], names: readonly string[]) =>
    [...(names.length > 0 && !isGone ? new Set(names) : [''])].map(name => ({ kind, name, isGone }))
  return [...named('person', people), ...named('site', sites)]
}

/** How often each person and each site is quoted, most first: in these quotations, and in others besides. */
export function voicesIn(
  db: Db,
  here: readonly Quotation[],
  everywhere: readonly Quotation[],
  me: string,
): VoicesInMemo {
  const quote = quoter(db, me)
  const voices = new Map<string, Voice>()
  const count = (quotations: readonly Quotation[], where: 'here' | 'everywhere') => {
    for (const quoted of quotations) {
      for (const who of voicesOf(quote(quoted))) {
        const key = JSON.stringify(who)
        const voice = voices.get(key) ?? { ...who, here: 0, everywhere: 0 }
        voice[where]++
        voices.set(key, voice)
      }
    }
  }
  count(here, 'here')
  count(everywhere, 'everywhere')
  return {
    quotations: { here: here.length, everywhere: everywhere.length },
    voices: [...voices.values()].sort(
      (a, b) =>
        a.kind.localeCompare(b.kind) || b.here - a.here || b.everywhere - a.everywhere || byName(a, b),
    ),
  }
}
