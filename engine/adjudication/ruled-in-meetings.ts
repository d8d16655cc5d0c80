import type { RulingOutcome } from '#shared/model/disagreement.ts'
import { all, column, type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { stepsUndone } from '../history/undone.ts'
import { roundsJudgedAgain } from '../rounds/blinding.ts'

/** A ruling that a meeting gave and that stands no longer. */
export interface FormerRuling {
  meeting: string
  disagreement: string
  outcome: RulingOutcome
  start?: number
  end?: number
  code?: string
  reason: string
  reviewer: string
}

/**
 * What the meetings of a round ruled that was ruled otherwise or withdrawn since, as the journal has it, oldest first: a meeting decided
 * what it decided. What was undone was not ruled. None for a member who is to judge rulings of the round again.
 */
export function formerRulings(db: Db, round: string, me: string): FormerRuling[] {
  if (column<string>(db, roundsJudgedAgain('?'), me).includes(round)) return []
  const meetings = new Set(column<string>(db, 'SELECT id FROM meetings WHERE round = ?', round))
  if (meetings.size === 0) return []
  return all<{ changes: string }>(
    db,
    `SELECT o.changes FROM operations o WHERE o.kind = 'ruling.made' AND ${isNotIn('o', '$out')}
       AND o.id NOT IN (SELECT value FROM json_each($undone))
       AND EXISTS (SELECT 1 FROM meetings m WHERE m.round = $round AND instr(o.changes, m.id) > 0)
     ORDER BY o.lamport, o.actor, o.sequence`,
    { round, out: JSON.stringify(leftOut(db)), undone: stepsUndone(db) },
  ).flatMap(({ changes: text }) => {
    const changes = JSON.parse(text) as Change[]
    const made = new Map(
      changes.flatMap(({ table, id, before, after }) =>
        table === 'rulings' && before === null && after ? [[id, after] as const] : [],
      ),
    )
    return changes.flatMap(({ table, before, after }): FormerRuling[] => {
      if (table !== 'ruled_on' || before !== null || !meetings.has(String(after?.meeting))) return []
      const id = String(after?.ruling)
      const row = made.get(id)
      if (!row || first(db, 'SELECT 1 FROM rulings WHERE id = ?', id)) return []
      return [
        {
          meeting: String(after?.meeting),
          disagreement: String(row.disagreement),
          outcome: row.outcome as RulingOutcome,
          ...(typeof row.start === 'number' ? { start: row.start } : {}),
          ...(typeof row.end === 'number' ? { end: row.end } : {}),
          ...(typeof row.code === 'string' ? { code: row.code } : {}),
          reason: String(row.reason),
          reviewer: String(row.reviewer),
        },
      ]
    })
  })
}
