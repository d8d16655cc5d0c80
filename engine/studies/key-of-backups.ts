import { existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { EarlierBackups, KeyChange } from '#shared/model/keys.ts'
import { opensWith, unlockPages } from '../db/open.ts'
import { listBackups } from './backup.ts'
import { encryptAnew } from './encrypt-anew.ts'
import { type StudyFolder, studyFolder } from './folder.ts'
import { findKey } from './key-of-study.ts'
import { type HeldKey, isOpen, type KeyFile, readKeys, writeKeys } from './keys.ts'

/** How many backups anybody can read who has the folder. */
export const backupsOpen = (folder: StudyFolder): number =>
  listBackups(folder).filter(path => {
    const file = keysOf(path)
    return file !== null && (isOpen(file.slots) || isOpen(file.former))
  }).length

/** Locks every backup that has the study's data key as the study is locked; others keep theirs. */
export function carryKeys(folder: StudyFolder, { dataKey, file }: HeldKey): KeyChange['backups'] {
  const counted = { locked: 0, removed: 0, left: 0 }
  for (const path of listBackups(folder)) {
    const backup = studyFolder(path)
    if (opens(backup, dataKey)) {
      writeKeys(backup.keys, file)
      counted.locked++
    } else counted.left++
  }
  return counted
}

/**
 * Does with earlier backups what was asked, after the study's data key was changed from `before`: encrypts those that have
 * that key, or lie open, anew under the study's; removes all; or leaves them. Lets other work through between two.
 */
export async function relockBackups(
  paths: readonly string[],
  before: Buffer,
  next: HeldKey,
  what: EarlierBackups,
  progress: (done: number, total: number) => void,
): Promise<KeyChange['backups']> {
  const counted = { locked: 0, removed: 0, left: 0 }
  for (const [n, path] of paths.entries()) {
    if (!existsSync(path)) continue
    progress(n, paths.length)
    await new Promise<void>(resolve => setImmediate(resolve))
    if (what === 'remove') {
      rmSync(path, { recursive: true, force: true })
      counted.removed++
    } else if (what === 'relock' && relock(studyFolder(path), before, next)) counted.locked++
    else counted.left++
  }
  return counted
}

function relock(backup: StudyFolder, before: Buffer, next: HeldKey): boolean {
  try {
    const file = readKeys(backup.keys)
    const found = opens(backup, before) ? { dataKey: before, file } : findKey(backup, {})
    const db = new Database(backup.database, { fileMustExist: true })
    try {
      unlockPages(db, found.dataKey)
      db.pragma('temp_store = MEMORY')
      // As in the study itself, where a change is whole or not there: a rollback journal would need the earlier key.
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('secure_delete = ON')
      encryptAnew(backup, db, found, next)
      db.pragma('journal_mode = DELETE')
      return true
    } finally {
      db.close()
    }
  } catch {
    // Locked otherwise, or damaged: it stays as it was, and is counted as left.
    return false
  }
}

function opens(backup: StudyFolder, dataKey: Buffer): boolean {
  try {
    return opensWith(backup.database, dataKey)
  } catch {
    return false
  }
}

function keysOf(path: string): KeyFile | null {
  try {
    return readKeys(studyFolder(path).keys)
  } catch {
    return null
  }
}
