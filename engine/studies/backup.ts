import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { unlockPages } from '../db/open.ts'
import { all, type Db, run } from '../db/sql.ts'
import { diskFailure, flushFile, flushFolder } from './durable-file.ts'
import type { StudyFolder } from './folder.ts'
import { markAsNew } from './leftover-log.ts'

/**
 * A copy of the study as it stands, in `backups/STAMP.tandem/` with its own `keys.json`, so that it opens as a study.
 * Made under a temporary name, then opened, checked and counted against the original, then renamed: a folder under
 * its final name is always whole. Answers its path.
 */
export function backUp(folder: StudyFolder, db: Db, dataKey: Buffer, at: Date): string {
  const stamp = at.toISOString().replace(/[:.]/g, '-')
  const final = join(folder.backups, `${stamp}.tandem`)
  const temporary = join(folder.backups, `making-${stamp}-${process.pid}`)
  try {
    mkdirSync(temporary, { recursive: true, mode: 0o700 })
    const file = join(temporary, 'study.db')
    copyInto(db, file)
    makeItsOwn(file, dataKey)
    flushFile(file)
    copyFileSync(folder.keys, join(temporary, 'keys.json'))
    flushFile(join(temporary, 'keys.json'))
    verify(file, dataKey, tally(db))
    flushFolder(temporary)
    renameSync(temporary, final)
    flushFolder(folder.backups)
    return final
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw diskFailure(error, folder.backups)
  }
}

/** The finished backups of a study, newest first. */
export function listBackups(folder: StudyFolder): string[] {
  try {
    return readdirSync(folder.backups)
      .filter(name => name.endsWith('.tandem'))
      .sort()
      .reverse()
      .map(name => join(folder.backups, name))
  } catch {
    return []
  }
}

/** How old the newest finished backup is, in milliseconds; Infinity where there is none, or none made before `now`. */
export function newestBackupAge(folder: StudyFolder, now: Date): number {
  const ages = listBackups(folder).map(path => now.getTime() - Date.parse(stampOf(path)))
  return Math.min(Infinity, ...ages.filter(age => age >= 0))
}

/** Removes what an interrupted backup left behind. */
export function sweepBackups(folder: StudyFolder): void {
  try {
    for (const name of readdirSync(folder.backups)) {
      if (name.startsWith('making-')) rmSync(join(folder.backups, name), { recursive: true, force: true })
    }
  } catch {
    // No backups folder yet.
  }
}

/** Keeps every backup of the last two days, one a day for two weeks, one a week for three months. */
export function thinBackups(folder: StudyFolder, now: Date): void {
  const day = 86_400_000
  const kept = new Set<string>()
  for (const path of listBackups(folder)) {
    const made = Date.parse(stampOf(path))
    if (Number.isNaN(made)) continue
    const age = now.getTime() - made
    if (age < 2 * day) continue
    const slot = age < 14 * day ? `day ${Math.floor(made / day)}` : `week ${Math.floor(made / (7 * day))}`
    if (kept.has(slot) || age > 92 * day) rmSync(path, { recursive: true, force: true })
    else kept.add(slot)
  }
}

const stampOf = (path: string): string =>
  path
    .replace(/^.*[\\/]/, '')
    .replace(/\.tandem$/, '')
    .replace(/T(\d\d)-(\d\d)-(\d\d)-(\d+Z)$/, 'T$1:$2:$3.$4')

/** A consistent copy as the connection sees the study; also where it may otherwise only read, beside the writer. */
function copyInto(db: Db, file: string): void {
  const readsOnly = db.pragma('query_only', { simple: true }) === 1
  if (readsOnly) db.pragma('query_only = OFF')
  // The copy is written through a cache of the same size as the original's, which would hold the study twice.
  const cache = db.pragma('cache_size', { simple: true })
  db.pragma('shrink_memory')
  db.pragma('cache_size = -16384')
  try {
    db.prepare('VACUUM INTO ?').run(file)
  } finally {
    db.pragma(`cache_size = ${cache}`)
    if (readsOnly) db.pragma('query_only = ON')
  }
}

/** A backup is a copy of its own: it bears a mark that is no session's, and is given its copy id and place when first opened. */
function makeItsOwn(file: string, dataKey: Buffer): void {
  const copy = new Database(file, { fileMustExist: true })
  try {
    unlockPages(copy, dataKey)
    copy.pragma('temp_store = MEMORY')
    copy.pragma('journal_mode = MEMORY')
    copy.pragma('secure_delete = ON')
    run(copy, "DELETE FROM local WHERE key = 'place'")
    markAsNew(copy)
  } finally {
    copy.close()
  }
}

function verify(file: string, dataKey: Buffer, expected: Record<string, number>): void {
  const copy = new Database(file, { fileMustExist: true, readonly: true })
  try {
    unlockPages(copy, dataKey)
    const check = copy.pragma('quick_check', { simple: true })
    if (check !== 'ok') throw new Error(`Backup failed its check: ${String(check)}`)
    const found = tally(copy)
    for (const [table, rows] of Object.entries(expected)) {
      if (found[table] !== rows) throw new Error(`Backup holds ${found[table]} of ${rows} rows of ${table}`)
    }
  } finally {
    copy.close()
  }
}

function tally(db: Db): Record<string, number> {
  const names = all<{ name: string }>(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'passages%' AND name <> 'local'",
  )
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      (db.prepare(`SELECT count(*) AS n FROM "${name}"`).get() as { n: number }).n,
    ]),
  )
}
