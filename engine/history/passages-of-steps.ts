import type { HistoryEntry } from '#shared/model/operation.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowAnnotation, mayShowCoding, somethingIsBlind } from '../rounds/blinding.ts'

/**
 * Where steps of coding and annotating lie, by the id of their entry: the first passage of each that the member `me` may
 * see. What was removed lies where it lay, as long as its text is the same. Nothing of other steps.
 * @param steps ids of entries that `me` may see, and of whom it is told who took them
 */
export function passagesOfSteps(
  db: Db,
  me: string,
  steps: readonly string[],
): Map<string, NonNullable<HistoryEntry['passage']>> {
  const found = all<{ step: string; source: string; start: number; end: number; coding: string | null }>(
    db,
    `WITH touched AS MATERIALIZED (
       SELECT o.id AS step, o.actor, c.value ->> 'table' AS kept, c.value ->> 'id' AS id,
         iif(c.value ->> 'after' IS NULL, c.value -> 'before', c.value -> 'after') AS image
       FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE o.id IN (SELECT value FROM json_each($steps)) AND (o.kind GLOB 'coding.*' OR o.kind GLOB 'annotation.*')
     )
     SELECT step, source, start, "end", coding FROM (
       SELECT t.step, x.source, x.start, x."end", x.id AS coding FROM touched t JOIN codings x ON t.kept = 'codings' AND x.id = t.id
       WHERE x.layer <> 'consensus' AND ${mayShowCoding('x', '$me')}
       UNION ALL
       SELECT t.step, x.source, x.start, x."end", NULL FROM touched t JOIN annotations x ON t.kept = 'annotations' AND x.id = t.id
       WHERE ${mayShowAnnotation('x', '$me')}
       UNION ALL
       SELECT t.step, t.image ->> 'source', t.image ->> 'start', t.image ->> 'end', NULL FROM touched t
       WHERE t.kept IN ('codings', 'annotations') AND t.image ->> 'layer' IS NOT 'consensus' AND (t.actor = $me OR $open)
         AND NOT EXISTS (SELECT 1 FROM codings WHERE id = t.id) AND NOT EXISTS (SELECT 1 FROM annotations WHERE id = t.id)
         AND t.image ->> 'revision' = (SELECT id FROM revisions WHERE source = t.image ->> 'source' ORDER BY number DESC LIMIT 1)
     ) ORDER BY step, source DESC, start DESC`,
    { steps: JSON.stringify(steps), me, open: somethingIsBlind(db) ? 0 : 1 },
  )
  return new Map(
    found.map(({ step, coding, ...passage }) => [step, coding === null ? passage : { ...passage, coding }]),
  )
}
