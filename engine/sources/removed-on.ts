import { type Db, first } from '../db/sql.ts'

/** When a source that is no longer in the study was taken out of it, as ISO 8601; null where the history has no such step. */
export function removedOn(db: Db, source: string): string | null {
  const step = first<{ at: number }>(
    db,
    `SELECT o.at FROM operations o
     WHERE (o.kind = 'source.removed' OR o.kind GLOB '*.undone' OR o.kind GLOB '*.redone')
       AND instr(o.changes, $source) > 0
       AND EXISTS (SELECT 1 FROM json_each(o.changes) c WHERE c.value ->> 'table' = 'sources'
         AND c.value ->> 'id' = $source AND json_type(c.value, '$.after') = 'null')
     ORDER BY o.lamport DESC, o.actor DESC, o.sequence DESC LIMIT 1`,
    { source },
  )
  return step ? new Date(step.at).toISOString() : null
}
