import { TandemError } from '#shared/errors.ts'
import type { Meeting, MeetingInWords } from '#shared/model/merge.ts'
import { column, type Db, first, type Row } from '../db/sql.ts'
import { type FoldedTable, rowOf } from '../history/changes.ts'
import type { Asking } from '../members/asking.ts'
import { meOf, roundsJudgedAgain } from '../rounds/blinding.ts'

/** The tables that say what was ruled. */
const saysWhatWasRuled: ReadonlySet<string> = new Set([
  'rulings',
  'ruled_on',
  'ruled_readings',
  'code_examples',
  'second_rulings',
])

type Met = Pick<Meeting, 'table' | 'row' | 'other'>

/**
 * Whether what met would tell the asker what was ruled in a round of which they have rulings to judge again, or let them change it.
 * Answers for one meeting after the other.
 */
export function keptFromJudge(db: Db, asking: Asking): (meeting: Met) => boolean {
  const judged = roundsToJudge(db, asking)
  if (judged.size === 0) return () => false
  return ({ table, row, other }) => {
    const now =
      rowOf(db, table as FoldedTable, row) ??
      (other === undefined ? null : rowOf(db, table as FoldedTable, other))
    if (table === 'codings') return typeof now?.ruling === 'string' && judged.has(String(now.round))
    // Of what is gone only the journal says which round it was of.
    return saysWhatWasRuled.has(table) && (now === null || judged.has(roundOf(db, now) ?? ''))
  }
}

/** Whether the asker has rulings of a round to judge again. */
export const judgesAgain = (db: Db, asking: Asking, round: string | null): boolean =>
  round !== null && roundsToJudge(db, asking).has(round)

const roundsToJudge = (db: Db, asking: Asking): ReadonlySet<string> =>
  new Set(column<string>(db, roundsJudgedAgain('?'), meOf(asking)))

const roundOf = (db: Db, { round, ruling, judging }: Row): string | undefined =>
  typeof round === 'string'
    ? round
    : first<{ round: string }>(
        db,
        'SELECT round FROM rulings WHERE id = $ruling UNION ALL SELECT round FROM second_judgings WHERE id = $judging',
        { ruling: ruling ?? null, judging: judging ?? null },
      )?.round

const tillJudged =
  'can be seen, and decided, when you have judged all the rulings that were drawn for you to judge again.'

/** What met, as it is told to who judges again. */
export const meetingOnRulings = (): MeetingInWords => ({
  kind: 'hidden',
  what: `What was ruled in one copy of the study met what was ruled in another. What it is ${tillJudged}`,
  also: [],
})

/** Refuses to settle what is kept from who judges again. */
export const notWhileJudging = (): TandemError =>
  new TandemError('blind', `What met here ${tillJudged}`, 'Judge the whole sample first.')
