import { exploreLook } from '#shared/contract/explore.ts'
import type { ExploreLook } from '#shared/model/explore-look.ts'
import { type Db, first, run } from '../db/sql.ts'
import { longTransactionIn } from '../long-transaction.ts'
import type { Asking } from '../members/asking.ts'
import type { Reading } from '../tools.ts'

/*
 * As what is remembered of reports: in this copy of the study, by person, no step of the history, and it does not travel.
 */

const keyOf = (asking: Asking): string => `explore ${asking.member?.id ?? ''}`

/** What the person asking looked at last, or null. What an older Tandem kept otherwise is forgotten. */
export function rememberedLook(db: Db, asking: Asking): ExploreLook | null {
  const kept = first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', keyOf(asking))
  return kept ? (exploreLook.safeParse(JSON.parse(kept.value)).data ?? null) : null
}

/** Where the study is open for reading only, or taken up by a large import, nothing is remembered. */
export function rememberLook({ db, study, asking }: Reading, look: ExploreLook): void {
  if (study.mode !== 'write' || longTransactionIn(study)) return
  run(db, 'INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)', keyOf(asking), JSON.stringify(look))
}
