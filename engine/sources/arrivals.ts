import { all, type Db, first, run, value } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type ContentKind, put } from './contents.ts'
import { dropPassages } from './derived.ts'

/*
 * A large import keeps its contents and its search index on the way, a piece at a time, and makes its sources in one
 * step at its end. Until then nothing shows of it: the index leads to no revision, and no entry of the journal speaks
 * of the content. Broken off, it leaves nothing.
 */

/** As `keep`, for an import on its way in. Content that was there already stays whatever becomes of the import. */
export function keepArriving(db: Db, kind: ContentKind, content: string | Uint8Array): string {
  const { sha256, isNew } = put(db, kind, content)
  if (isNew) run(db, 'INSERT INTO arriving (sha256) VALUES (?)', sha256)
  return sha256
}

/** Keeps changes that the import's one step is to make. */
export function keepChanges(db: Db, changes: readonly Change[]): void {
  run(db, 'INSERT INTO arriving_changes (changes) VALUES (?)', JSON.stringify(changes))
}

/** How many times changes were kept. */
export const keptChanges = (db: Db): number => value<number>(db, 'SELECT count(*) FROM arriving_changes')

/** Takes out the changes that were kept first; they are not kept any longer. */
export function takeKeptChanges(db: Db): Change[] {
  const { number, changes } = first<{ number: number; changes: string }>(
    db,
    'SELECT number, changes FROM arriving_changes ORDER BY number LIMIT 1',
  ) ?? { number: 0, changes: '[]' }
  run(db, 'DELETE FROM arriving_changes WHERE number = ?', number)
  return JSON.parse(changes) as Change[]
}

/** To be run in the step that makes the import's sources: what arrived is theirs from now on. */
export function haveArrived(db: Db): void {
  run(db, 'DELETE FROM arriving')
}

/** Takes everything away that an import which did not come to its end left. Cheap where there is nothing. */
export function dropArrivals(db: Db): void {
  const orphans = all<{ revision: string }>(
    db,
    'SELECT revision FROM indexed_passages WHERE revision NOT IN (SELECT id FROM revisions)',
  )
  const waiting = 'SELECT (SELECT count(*) FROM arriving) + (SELECT count(*) FROM arriving_changes)'
  if (orphans.length === 0 && value<number>(db, waiting) === 0) return
  db.transaction(() => {
    for (const { revision } of orphans) dropPassages(db, revision)
    const content = all<{ sha256: string }>(db, 'SELECT sha256 FROM arriving')
    run(db, 'DELETE FROM arriving')
    run(db, 'DELETE FROM arriving_changes')
    for (const { sha256 } of content) run(db, 'DELETE FROM contents WHERE sha256 = ?', sha256)
  }).immediate()
}
