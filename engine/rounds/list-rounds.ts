import { isLeft } from '#shared/model/disagreement.ts'
import type { Round } from '#shared/model/round.ts'
import type { Db } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { type KeptRound, keptRounds } from './queries.ts'

/** All rounds, oldest first, with their differences counted where both coders have submitted. */
export const listRounds = (db: Db): Round[] => keptRounds(db).map(round => withDifferences(db, round))

/** A round with its differences counted; `adjudicated` where every one is settled. */
export function withDifferences(db: Db, round: KeptRound): Round {
  if (round.state === 'open') return { ...round, differences: null }
  const { disagreements } = compareRound(db, round)
  const settled = disagreements.filter(d => d.ruling).length
  const open = disagreements.filter(isLeft).length
  const byRule = disagreements.length - settled - open
  const state =
    round.state === 'closed' ? 'closed' : open === 0 ? 'adjudicated' : settled > 0 ? 'compared' : 'submitted'
  return { ...round, state, differences: { open, settled, byRule } }
}
