import type { DisagreementKind, RulingOutcome } from '#shared/model/disagreement.ts'
import { all, type Db } from '../db/sql.ts'
import { kindRuledOn } from '../disagreements/kept-rulings.ts'
import { codedBlindAgain } from '../rounds/blinding.ts'
import { keptRounds } from '../rounds/queries.ts'

/** A ruling as it stands, with the names of what it is about; no words of a transcript. */
export interface RulingInStudy {
  round: string
  /** Names of the round's coders in order. */
  coders: [string, string]
  source: string
  kind: DisagreementKind
  outcome: RulingOutcome
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

/** Every ruling that stands, oldest first, but those of rounds whose sources their coders code blind again. */
export function rulingsInStudy(db: Db): RulingInStudy[] {
  const rounds = new Map(
    keptRounds(db)
      .filter(({ id }) => codedBlindAgain(db, id) === undefined)
      .map(round => [round.id, round]),
  )
  return all<{
    round: string
    source: string
    kind: DisagreementKind
    outcome: RulingOutcome
    code: string | null
    reason: string
    reviewer: string
    name: string
    discussed_with: string
    held_on: string | null
    created_at: number
  }>(
    db,
    `SELECT g.round, s.title AS source, ${kindRuledOn('g', 'o')} AS kind, g.outcome, c.name AS code, g.reason, g.reviewer, m.name,
       g.discussed_with, t.held_on, g.created_at
     FROM rulings g JOIN sources s ON s.id = g.source JOIN members m ON m.id = g.reviewer
       LEFT JOIN codes c ON c.id = g.code LEFT JOIN ruled_on o ON o.ruling = g.id LEFT JOIN meetings t ON t.id = o.meeting
     ORDER BY g.created_at, g.id`,
  ).flatMap(row => {
    const round = rounds.get(row.round)
    if (!round) return []
    const [a, b] = round.coders
    return [
      {
        round: round.title,
        coders: [a?.name ?? '', b?.name ?? ''],
        source: row.source,
        kind: row.kind,
        outcome: row.outcome,
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
