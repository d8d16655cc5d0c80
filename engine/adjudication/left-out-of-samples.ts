import { all, type Db } from '../db/sql.ts'
import { heirsOf } from '../disagreements/heirs.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { type Change, changed } from '../history/changes.ts'
import { waitsForItsJudge } from '../rounds/blinding.ts'
import type { KeptRound } from '../rounds/queries.ts'

/**
 * Leaves out of samples what their judges cannot judge as it was ruled: what the two coders do not differ on any more, and what they
 * read otherwise since. What was judged before stays in it.
 */
export function leftOutOfSamples(db: Db, round: KeptRound): (Change | null)[] {
  const waiting = waitingIn(db, round.id)
  if (waiting.length === 0) return []
  const { disagreements } = compareRound(db, round)
  const byId = new Map(disagreements.map(item => [item.id, item]))
  const heirs = heirsOf(
    waiting.map(row => ({ ...row, codings: JSON.parse(row.codings) as string[] })),
    disagreements,
  )
  return waiting
    .filter(({ id, disagreement }) => {
      const item = byId.get(heirs.get(id) ?? '')
      return item?.id !== disagreement || (item.ruling === undefined && item.overtaken !== undefined)
    })
    .map(({ id }) => changed(db, 'second_rulings', id, { reason: 'The codings changed since it was drawn.' }))
}

/** Ends the samples of a round that is closed: nobody judges in it any more. */
export const samplesEnded = (db: Db, round: string): (Change | null)[] =>
  waitingIn(db, round).map(({ id }) =>
    changed(db, 'second_rulings', id, { reason: 'The round was closed before it was judged.' }),
  )

const waitingIn = (db: Db, round: string) =>
  all<{ id: string; disagreement: string; codings: string }>(
    db,
    `SELECT s.id, s.disagreement, s.codings FROM second_rulings s JOIN second_judgings j ON j.id = s.judging
     WHERE j.round = ? AND ${waitsForItsJudge('s')} ORDER BY s.id`,
    round,
  )
