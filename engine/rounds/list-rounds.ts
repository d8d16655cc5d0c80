import { isLeft } from '#shared/model/disagreement.ts'
import type { Round } from '#shared/model/round.ts'
import type { Db } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { namelessFor } from './nameless.ts'
import { type KeptRound, keptRounds } from './queries.ts'

/**
 * All rounds, oldest first, with their differences counted where both coders have submitted, as far as the member `me` may
 * know: where names are kept from them, both handed in when the last one did.
 */
export function listRounds(db: Db, me: string): Round[] {
  const nameless = namelessFor(db, me)
  return keptRounds(db).map(round => {
    const listed = withDifferences(db, round)
    if (!nameless.has(round.id)) return listed
    const last = round.coders.reduce<string | null>(
      (latest, { submittedAt }) =>
        submittedAt !== null && submittedAt > (latest ?? '') ? submittedAt : latest,
      null,
    )
    const isWhole = round.coders.every(({ submittedAt }) => submittedAt !== null)
    return isWhole
      ? { ...listed, coders: listed.coders.map(each => ({ ...each, submittedAt: last })) }
      : listed
  })
}

/** A round with its differences counted; `adjudicated` where every one is settled. */
export function withDifferences(db: Db, round: KeptRound): Round {
  if (round.state === 'open') return { ...round, differences: null }
  const { disagreements } = compareRound(db, round)
  const settled = disagreements.filter(d => d.ruling || d.stands).length
  const open = disagreements.filter(isLeft).length
  const byRule = disagreements.length - settled - open
  const state =
    round.state === 'closed' ? 'closed' : open === 0 ? 'adjudicated' : settled > 0 ? 'compared' : 'submitted'
  return { ...round, state, differences: { open, settled, byRule } }
}
