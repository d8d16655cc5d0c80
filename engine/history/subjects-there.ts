import { TandemError } from '#shared/errors.ts'
import { type Db, first } from '../db/sql.ts'
import type { Change } from './changes.ts'

/** SQL, by the table of what is about something that no reference of the schema holds: whether that of the row `?` is gone. */
const isGone: Partial<Record<Change['table'], string>> = {
  memos: `SELECT 1 FROM memos o WHERE o.id = ? AND o.about_kind <> 'study' AND NOT EXISTS (
    SELECT 1 FROM themes WHERE o.about_kind = 'theme' AND id = o.about
    UNION ALL SELECT 1 FROM codes WHERE o.about_kind = 'code' AND id = o.about
    UNION ALL SELECT 1 FROM sources WHERE o.about_kind = 'source' AND id = o.about
    UNION ALL SELECT 1 FROM cases WHERE o.about_kind = 'case' AND id = o.about)`,
  grid_notes: `SELECT 1 FROM grid_notes o WHERE o.id = ? AND NOT EXISTS (
    SELECT 1 FROM cases WHERE o.about_kind = 'case' AND id = o.about
    UNION ALL SELECT 1 FROM data_sets WHERE o.about_kind = 'data-set' AND id = o.about)`,
}

/**
 * Refuses a step that brought something back, or turned it to what it is about, where that was removed since, as writing about it
 * directly is refused: these changes, made already, in a transaction that is then given up.
 * @param words what the step is called
 */
export function subjectsAreThere(
  db: Db,
  changes: readonly Change[],
  words: string,
  kind: 'undone' | 'redone',
): void {
  for (const { table, id, before, after } of changes) {
    const sql = isGone[table]
    if (!sql || !after || (before !== null && !('about' in after)) || !first(db, sql, id)) continue
    throw new TandemError(
      'conflict',
      `“${words}” cannot be ${kind}: what it is about was removed since.`,
      'Whoever removed that can undo it, and then this can be done.',
    )
  }
}
