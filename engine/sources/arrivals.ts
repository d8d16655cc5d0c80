import { all, type Db, run, value } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type ContentKind, contentText, put } from './contents.ts'
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

/** Keeps changes that the import's one step is to make; answers what to ask for them by. */
export const keepChanges = (db: Db, changes: readonly Change[]): string =>
  keepArriving(db, 'structure', JSON.stringify(changes))

/** Changes that were kept. */
export const keptChanges = (db: Db, kept: string): Change[] => JSON.parse(contentText(db, kept)) as Change[]

/**
 * To be run in the step that makes the import's sources: what arrived is theirs from now on, but for the changes that were
 * kept, which the journal has.
 */
export function haveArrived(db: Db, changes: readonly string[]): void {
  run(db, 'DELETE FROM arriving')
  for (const kept of changes) run(db, 'DELETE FROM contents WHERE sha256 = ?', kept)
}

/** Takes everything away that an import which did not come to its end left. Cheap where there is nothing. */
export function dropArrivals(db: Db): void {
  const orphans = all<{ revision: string }>(
    db,
    'SELECT revision FROM indexed_passages WHERE revision NOT IN (SELECT id FROM revisions)',
  )
  if (orphans.length === 0 && value<number>(db, 'SELECT count(*) FROM arriving') === 0) return
  db.transaction(() => {
    for (const { revision } of orphans) dropPassages(db, revision)
    const content = all<{ sha256: string }>(db, 'SELECT sha256 FROM arriving')
    run(db, 'DELETE FROM arriving')
    for (const { sha256 } of content) run(db, 'DELETE FROM contents WHERE sha256 = ?', sha256)
  }).immediate()
}
