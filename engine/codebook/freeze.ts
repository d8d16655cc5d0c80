import type { FrozenCode } from '#shared/model/codebook.ts'
import { all, type Db, value } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'

/**
 * The change that freezes a framework as it stands, as its next version: with what was proposed in rounds that have
 * ended, and without what is proposed in one that is blind and open.
 */
export function frozen({ db, newId, now }: Tools, framework: string, note: string): Change {
  const number =
    value<number>(
      db,
      'SELECT coalesce(max(number), 0) AS n FROM framework_versions WHERE framework = ?',
      framework,
    ) + 1
  const codes = codesToFreeze(db, framework)
  return made('framework_versions', newId(), {
    framework,
    number,
    note,
    codes: JSON.stringify(codes),
    created_at: now,
  })
}

/** The codes of a framework as a version of it would keep them now. */
export const codesToFreeze = (db: Db, framework: string): FrozenCode[] =>
  all<FrozenCode>(
    db,
    `SELECT id, parent, name, definition, when_to_use, when_not, example, colour, status, position,
       EXISTS (SELECT 1 FROM code_merges m WHERE m.code = codes.id) AS merged
     FROM codes WHERE framework = ? AND ${mayShowCode('codes', "''")} ORDER BY position, id`,
    framework,
  )
