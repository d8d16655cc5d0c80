import { all, type Db } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type StoredRevision, storedRevisions } from './queries.ts'

/**
 * The texts of a source, oldest first, with the one of this id though it was taken back: the journal has it still. Without
 * it where nothing tells of it.
 */
export function textsWith(db: Db, source: string, revision: string): StoredRevision[] {
  const texts = storedRevisions(db, source)
  if (texts.some(({ id }) => id === revision)) return texts
  const lost = takenBack(db, source, revision)
  if (!lost) return texts
  // Before those of its number, which were made when it was gone.
  const later = texts.findIndex(({ number }) => number >= lost.number)
  return later < 0 ? [...texts, lost] : texts.toSpliced(later, 0, lost)
}

/** A text that a step made and another took back. */
function takenBack(db: Db, source: string, revision: string): StoredRevision | null {
  const steps = all<{ changes: string }>(
    db,
    `SELECT changes FROM operations WHERE instr(changes, ?) > 0 ORDER BY lamport, actor, sequence`,
    `"table":"revisions","id":"${revision}","before":null`,
  )
  for (const { changes } of steps) {
    const rows = (JSON.parse(changes) as Change[]).filter(({ before }) => before === null)
    const row = rows.find(({ table, id }) => table === 'revisions' && id === revision)?.after
    if (row?.source !== source) continue
    const came = rows.find(({ table, after }) => table === 'corrections' && after?.revision === revision)
    return {
      id: revision,
      number: Number(row.number),
      text: String(row.text),
      structure: String(row.structure),
      words: Number(row.words),
      kind: null,
      note: null,
      edits: came ? String(came.after?.edits) : null,
      who: null,
      made_at: null,
    }
  }
  return null
}
