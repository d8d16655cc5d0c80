import { type Db, value } from '../db/sql.ts'
import { type Change, changed, removed } from '../history/changes.ts'

/** A speaker's entry loses its case; an entry that then says nothing goes. */
export function speakerWithout(db: Db, id: string): Change | null {
  const said = value<number | null>(db, 'SELECT interviewer FROM source_speakers WHERE id = ?', id)
  return said === null
    ? removed(db, 'source_speakers', id)
    : changed(db, 'source_speakers', id, { case: null })
}
