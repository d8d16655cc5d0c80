import type { Unit } from '#shared/model/agreement.ts'
import type { Drift } from '#shared/model/drift.ts'
import { comparedCode } from '../../codebook/standing.ts'
import { all, type Db } from '../../db/sql.ts'
import { pairOf } from '../../disagreements/in-round.ts'
import type { KeptRound } from '../../rounds/queries.ts'
import { compare } from '../handlers.ts'
import { driftOf, type TimedCoding } from './drift.ts'

/** How drift is looked at: what is compared, and into how many stretches each coder's order is cut. */
export interface DriftWanted {
  unit: Unit
  codes?: string[] | undefined
  withInterviewer: boolean
  withQuoted: boolean
  stretches: number
}

/** Draws behind the intervals of each group. */
const resampling = { replicates: 1000, seed: 1 }

const reading = [
  'A source stands where the first of its codings that are still there was made; later changes to it do not move it.',
  'Each group holds other texts: they may be harder, longer or of another kind, and that alone changes agreement and the number of codes.',
  'Agreement is between two people: it falls when either changes, and stays where both change alike.',
  'Rates beside the other coder’s in the same sources tell a coder who uses fewer codes from texts that ask for fewer.',
].join(' ')

/**
 * Whether agreement changes as the coders of a round go on: for each of them, by stretch of the order in which they
 * coded its sources, and by week. The counts are those of the round's own comparison, taken source by source, so that
 * the groups of a coder who coded every source add up to it.
 *
 * What it can show: that agreement, or how much and with how many codes a coder codes, is other in later work than in
 * earlier. What it cannot show: why. Texts differ, the order was not drawn by lot, time is that of the first coding
 * that is still there (one removed and made anew counts when it was made anew; a change of extent does not), and two
 * coders who drift together agree as before. Groups of fewer than eight sources have no interval, and overlapping
 * intervals prove nothing either way.
 */
export function driftInRound(
  db: Db,
  round: KeptRound,
  { unit, codes, withInterviewer, withQuoted, stretches }: DriftWanted,
): Drift {
  const [a, b] = pairOf(round)
  const report = compare(db, {
    coders: [a, b],
    sources: round.sources,
    round: round.id,
    unit,
    codes,
    withInterviewer,
    withQuoted,
    resampling: { replicates: 0, seed: 1 },
  })
  const asked = codes && new Set(codes)
  const codings = all<TimedCoding>(
    db,
    `SELECT source, coder, ${comparedCode('c')} AS code, created_at AS at FROM codings c
     WHERE layer = 'independent' AND round = ? AND coder IN (?, ?)`,
    round.id,
    a,
    b,
  ).filter(({ code }) => asked?.has(code) ?? true)
  const [first, second] = report.coders
  return {
    round: round.id,
    unit,
    convention: report.convention,
    reading,
    coders: driftOf({
      coders: [
        { id: a, initials: first },
        { id: b, initials: second },
      ],
      words: { unit, subject: 'any of these codes' },
      sources: report.sources,
      codes: report.codes.length,
      codings,
      stretches,
      resampling,
    }),
  }
}
