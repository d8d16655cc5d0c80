import { matrixLook } from '#shared/contract/explore.ts'
import type { MatrixLook } from '#shared/model/matrix.ts'
import { type Db, first, run } from '../db/sql.ts'
import { longTransactionIn } from '../long-transaction.ts'
import type { Asking } from '../members/asking.ts'
import type { Reading } from '../tools.ts'

/*
 * As what is remembered of reports: in this copy of the study, by person, no step of the history, and it does not travel.
 */

const keyOf = (asking: Asking): string => `matrix ${asking.member?.id ?? ''}`

/** The matrix that the person asking looked at last, or null. What an older Tandem kept otherwise is forgotten. */
export function rememberedMatrix(db: Db, asking: Asking): MatrixLook | null {
  const kept = first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', keyOf(asking))
  return kept ? (matrixLook.safeParse(JSON.parse(kept.value)).data ?? null) : null
}

/** Where the study is open for reading only, or taken up by a large import, nothing is remembered. */
export function rememberMatrix({ db, study, asking }: Reading, look: MatrixLook): void {
  if (study.mode !== 'write' || longTransactionIn(study)) return
  run(db, 'INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)', keyOf(asking), JSON.stringify(look))
}
