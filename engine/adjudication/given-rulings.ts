import { type DisagreementKind, isOfOneSide, type RulingOutcome } from '#shared/model/disagreement.ts'
import { all } from '../db/sql.ts'
import { pairOf } from '../disagreements/in-round.ts'
import { kindRuledOn } from '../disagreements/kept-rulings.ts'
import { nameApart } from '../members/queries.ts'
import { codedBlindAgain, meOf, rulingsToJudge } from '../rounds/blinding.ts'
import { keptRounds } from '../rounds/queries.ts'
import type { Reading } from '../tools.ts'
import { readerNames } from './judging.ts'

/** A ruling as it stands, with the names of what it is about; no words of a transcript. */
export interface RulingInStudy {
  round: string
  /** Names of the round's coders in order; where names are hidden, which reader is shown first and which second. */
  coders: [string, string]
  source: string
  kind: DisagreementKind
  outcome: RulingOutcome
  /** It was given on what one coder alone coded, and is for the other: nothing is coded by it. */
  isForNothing: boolean
  /** The code that is to stand where the ruling names one, else empty. */
  code: string
  reason: string
  /** Id and name. */
  reviewer: { id: string; name: string }
  discussedWith: string
  /** The day of the meeting it was decided in, ISO 8601; null outside meetings. */
  meeting: string | null
  /** Milliseconds since 1970. */
  at: number
}

/**
 * Every ruling that stands, oldest first, but those of rounds whose sources their coders code blind again, and those that
 * whoever asks is to judge again without knowing what was ruled.
 */
export function rulingsInStudy({ db, asking }: Reading): RulingInStudy[] {
  const rounds = new Map(
    keptRounds(db)
      .filter(({ id }) => codedBlindAgain(db, id) === undefined)
      .map(round => [round.id, round]),
  )
  return all<{
    round: string
    disagreement: string
    source: string
    kind: DisagreementKind
    outcome: RulingOutcome
    code: string | null
    reason: string
    reviewer: string
    name: string
    discussed_with: string
    held_on: string | null
    ruled_on: string
    created_at: number
  }>(
    db,
    `SELECT g.round, g.disagreement, s.title AS source, ${kindRuledOn('g', 'o')} AS kind, g.outcome, c.name AS code, g.reason, g.reviewer, ${nameApart('m')} AS name,
       g.discussed_with, t.held_on, g.created_at,
       (SELECT json_group_array(DISTINCT its.coder) FROM json_each(o.codings) named JOIN codings its ON its.id = named.value) AS ruled_on
     FROM rulings g JOIN sources s ON s.id = g.source JOIN members m ON m.id = g.reviewer
       LEFT JOIN codes c ON c.id = g.code LEFT JOIN ruled_on o ON o.ruling = g.id LEFT JOIN meetings t ON t.id = o.meeting
     WHERE g.id NOT IN (${rulingsToJudge('?')})
     ORDER BY g.created_at, g.id`,
    meOf(asking),
  ).flatMap(row => {
    const round = rounds.get(row.round)
    if (!round) return []
    return [
      {
        round: round.title,
        coders: readerNames(db, round, row.disagreement, ({ name }) => name),
        source: row.source,
        kind: row.kind,
        outcome: row.outcome,
        isForNothing:
          row.kind === 'omission' && isForOther(row.outcome, pairOf(round), JSON.parse(row.ruled_on)),
        code: row.code ?? '',
        reason: row.reason,
        reviewer: { id: row.reviewer, name: row.name },
        discussedWith: row.discussed_with,
        meeting: row.held_on,
        at: row.created_at,
      },
    ]
  })
}

/** Whether an outcome is for one of the two, and what it was given on all of the other. */
const isForOther = (
  outcome: RulingOutcome,
  [a, b]: readonly [string, string],
  coders: readonly (string | null)[],
): boolean => isOfOneSide(outcome) && coders.length > 0 && !coders.includes(outcome === 'a' ? a : b)
