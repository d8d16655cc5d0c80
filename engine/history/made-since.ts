import { TandemError } from '#shared/errors.ts'
import { type Db, first } from '../db/sql.ts'
import type { Change } from './changes.ts'

/**
 * Of what there is to be one though the schema does not say so: SQL that finds another than the row `$id`, as whoever
 * makes one directly is refused. A code that somebody proposes in a round is not among them: others may not know of it.
 */
const another: { table: Change['table']; sql: string; what: string }[] = [
  {
    table: 'codes',
    sql: `SELECT 1 FROM codes one JOIN codes other ON other.framework = one.framework AND other.parent IS one.parent
            AND lower(other.name) = lower(one.name) AND other.proposed_in IS NULL`,
    what: 'there is a code of that name in its place',
  },
  {
    table: 'frameworks',
    sql: `SELECT 1 FROM frameworks one JOIN frameworks other ON other.name = one.name AND other.kind = one.kind
          WHERE one.kind = 'deductive'`,
    what: 'the study has that framework',
  },
  {
    table: 'agenda',
    sql: `SELECT 1 FROM agenda one JOIN agenda other ON other.round = one.round AND other.about = one.about
            AND other.disagreement IS one.disagreement
            AND (one.about = 'difference' OR other.named = one.named)
            AND other.decided_at IS NULL AND one.decided_at IS NULL`,
    what: 'it is on the agenda',
  },
  {
    table: 'code_examples',
    sql: `SELECT 1 FROM code_examples one JOIN code_examples other ON other.round = one.round
            AND other.disagreement = one.disagreement AND other.code = one.code`,
    what: 'the passage is an example of the code',
  },
  {
    table: 'second_rulings',
    sql: `SELECT 1 FROM second_rulings one JOIN second_judgings mine ON mine.id = one.judging
            JOIN second_judgings theirs ON theirs.round = mine.round AND theirs.judge = mine.judge
            JOIN second_rulings other ON other.judging = theirs.id AND other.disagreement = one.disagreement`,
    what: 'it was drawn for that judge',
  },
]

/**
 * Refuses a step that gave back or renamed something of which somebody has made another since: these changes, made already, in a
 * transaction that is then given up.
 * @param words what the step is called
 */
export function noneMadeSince(
  db: Db,
  changes: readonly Change[],
  words: string,
  kind: 'undone' | 'redone',
): void {
  for (const { table, id, before, after } of changes) {
    const rule = after && another.find(each => each.table === table)
    if (!rule || (before !== null && !('name' in after || 'parent' in after))) continue
    const where = rule.sql.includes('WHERE') ? 'AND' : 'WHERE'
    if (!first(db, `${rule.sql} ${where} one.id = $id AND other.id <> one.id LIMIT 1`, { id })) continue
    throw new TandemError(
      'conflict',
      `“${words}” cannot be ${kind}: ${rule.what} by now, since somebody made another.`,
      'Remove or rename that one first.',
    )
  }
}
