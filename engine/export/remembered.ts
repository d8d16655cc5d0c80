import { reportChoices } from '#shared/contract/reports.ts'
import type { LastMade, RememberedReports, ReportChoices } from '#shared/model/report.ts'
import { type Db, first, run } from '../db/sql.ts'
import { longTransactionIn } from '../long-transaction.ts'
import type { Asking } from '../members/asking.ts'
import type { Reading } from '../tools.ts'

/*
 * Kept in the study, where it is encrypted, but in this copy alone and by person: it is nobody else's, no step of the
 * history, and does not travel.
 */

const keyOf = (asking: Asking): string => `reports ${asking.member?.id ?? ''}`

/** What the person asking chose and made in this copy of the study. What an older Tandem chose otherwise is forgotten. */
export function rememberedReports(db: Db, asking: Asking): RememberedReports {
  const kept = first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', keyOf(asking))
  if (!kept) return { choices: null, made: {} }
  const { choices, made } = JSON.parse(kept.value) as RememberedReports
  return { choices: reportChoices.safeParse(choices).data ?? null, made }
}

export function rememberChoices(reading: Reading, choices: ReportChoices): void {
  remember(reading, remembered => ({ ...remembered, choices }))
}

/** That a report of a kind was made. */
export function rememberMade(reading: Reading, kind: string, last: LastMade): void {
  remember(reading, ({ choices, made }) => ({ choices, made: { ...made, [kind]: last } }))
}

/** Where the study is open for reading only, or taken up by a large import, nothing is remembered. */
function remember(
  { db, study, asking }: Reading,
  change: (before: RememberedReports) => RememberedReports,
): void {
  if (study.mode !== 'write' || longTransactionIn(study)) return
  run(
    db,
    'INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)',
    keyOf(asking),
    JSON.stringify(change(rememberedReports(db, asking))),
  )
}
