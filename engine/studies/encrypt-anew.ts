import { changePages, opensWith } from '../db/open.ts'
import type { Db } from '../db/sql.ts'
import type { StudyFolder } from './folder.ts'
import { type HeldKey, writeKeys } from './keys.ts'

/**
 * Changes the data key of a study's file, in three steps: keys.json names both keys, the pages are encrypted anew as one
 * transaction, keys.json names the new key alone. Stopped anywhere, exactly one key opens the file, and `findKey` tells
 * which. Where a step fails and the file still has the key before, keys.json is as it was.
 */
export function encryptAnew({ database, keys }: StudyFolder, db: Db, before: HeldKey, next: HeldKey): void {
  writeKeys(keys, { ...next.file, former: before.file.slots })
  try {
    changePages(db, next.dataKey)
    db.pragma('wal_checkpoint(TRUNCATE)')
    if (!opensWith(database, next.dataKey)) throw new Error('The file does not open with its new key')
  } catch (error) {
    if (opensWith(database, before.dataKey)) writeKeys(keys, before.file)
    throw error
  }
  writeKeys(keys, next.file)
}
