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

/** SQL, by the table of something that is removed: whether something about it, which no reference holds, is still there. */
const isLeft: Partial<Record<Change['table'], string>> = {
  memos: 'SELECT 1 FROM memo_comments WHERE memo = ?',
  data_sets: "SELECT 1 FROM grid_notes WHERE about_kind = 'data-set' AND about = ?",
  cases: "SELECT 1 FROM grid_notes WHERE about_kind = 'case' AND about = ?",
}

/**
 * Refuses a step that brought something back, or turned it to what it is about, where that was removed since, as writing about it
 * directly is refused; one that takes away what something else is about by now; and one that leaves a statement about no component: these changes, made already, in a transaction that is
 * then given up.
 * @param words what the step is called
 */
export function subjectsAreThere(
  db: Db,
  changes: readonly Change[],
  words: string,
  kind: 'undone' | 'redone',
): void {
  for (const { table, id, before, after } of changes) {
    if (takesAbout({ table, before, after }) && isAboutNothing(db, String(before?.statement)))
      throw new TandemError(
        'conflict',
        `“${words}” cannot be ${kind}: a statement would be about no component, since it was changed again.`,
        'Say under Themes, Statements what it is about.',
      )
    const left = after === null ? isLeft[table] : undefined
    if (left && first(db, left, id))
      throw new TandemError(
        'conflict',
        `“${words}” cannot be ${kind}: something was written about it since.`,
        'Remove it by hand, and what was written goes with it.',
      )
    const sql = isGone[table]
    if (!sql || !after || (before !== null && !('about' in after)) || !first(db, sql, id)) continue
    throw new TandemError(
      'conflict',
      `“${words}” cannot be ${kind}: what it is about was removed since.`,
      'Whoever removed that can undo it, and then this can be done.',
    )
  }
}

const takesAbout = ({ table, before, after }: Pick<Change, 'table' | 'before' | 'after'>): boolean =>
  table === 'statement_codes' && before !== null && after === null

const isAboutNothing = (db: Db, statement: string): boolean =>
  first(
    db,
    'SELECT 1 FROM statements s WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM statement_codes WHERE statement = s.id)',
    statement,
  ) !== undefined
