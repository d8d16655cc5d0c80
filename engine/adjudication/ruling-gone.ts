import { all, type Db } from '../db/sql.ts'
import { type Change, removed } from '../history/changes.ts'

/** The changes that take a ruling away with what it was given on and the consensus codings it made. */
export function rulingGone(db: Db, ruling: string): Change[] {
  const rowsOf = (table: 'codings' | 'ruled_on' | 'ruled_readings') =>
    all<{ id: string }>(db, `SELECT id FROM ${table} WHERE ruling = ?`, ruling).map(({ id }) =>
      removed(db, table, id),
    )
  return [
    ...rowsOf('codings'),
    ...rowsOf('ruled_on'),
    ...rowsOf('ruled_readings'),
    removed(db, 'rulings', ruling),
  ]
}
