import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { newId } from '../db/ids.ts'
import { unlockPages } from '../db/open.ts'
import { type Db, first, run } from '../db/sql.ts'
import { writeDurably } from './durable-file.ts'
import type { StudyFolder } from './folder.ts'

/*
 * A process that is killed leaves a write-ahead log beside study.db, and the next opening must replay it: it holds
 * acknowledged work. But SQLite replays whatever log lies there, also one that belongs to another state of the file
 * (an older copy put back over it), and mixes the two. So every session leaves its mark in the file and, beforehand,
 * beside it; a log is replayed only where the file under it bears one of the marks written down last: this session's, or the
 * one the file had when it began. A file bears a mark from when it was made, and a backup one of its own: else what the first
 * session did would be taken for another's. What a log holds goes into the file before the next session leaves its mark: else
 * the file would still bear the mark before last once that session is killed too.
 */

const marksFile = z.object({ study: z.string(), sessions: z.array(z.string()).max(1000) })
const logOf = (folder: StudyFolder): string => `${folder.database}-wal`

/** The study whose file lay here when it was last open for writing; null where nothing says so. */
export const studyLastHere = (folder: StudyFolder): string | null => readMarks(folder)?.study ?? null

/** True where a log lies beside the study file. */
export const hasLog = (folder: StudyFolder): boolean =>
  (statSync(logOf(folder), { throwIfNoEntry: false })?.size ?? 0) > 0

/** Sets aside, under a name of its own, a log that does not belong to the study file as it is now. */
export function setForeignLogAside(folder: StudyFolder, dataKey: Buffer): void {
  const marks = readMarks(folder)
  if (!hasLog(folder) || marks === null) return
  const mark = markInFileAlone(folder, dataKey)
  if (mark === 'unreadable' || (mark !== null && marks.sessions.includes(mark))) return
  renameSync(logOf(folder), `${logOf(folder)}.set-aside-${newId()}`)
  rmSync(`${folder.database}-shm`, { force: true })
}

/** The names of logs that were set aside here, oldest first. */
export const logsSetAside = (folder: StudyFolder): string[] =>
  readdirSync(folder.path)
    .filter(name => name.startsWith(`${basename(logOf(folder))}.set-aside-`))
    .sort()

/** The mark that the file bears; null where it has none. */
export const sessionIn = (db: Db): string | null =>
  first<{ value: string }>(db, "SELECT value FROM local WHERE key = 'session'")?.value ?? null

/**
 * Gives a file that no session has written to yet a mark that is no other's. The caller sees to it that the mark is in the file
 * itself, and not only in its log, before a session begins.
 */
export function markAsNew(db: Db): void {
  run(db, "INSERT OR REPLACE INTO local (key, value) VALUES ('session', ?)", newId())
}

/**
 * Takes into the file what a killed session left in its log; answers the marks that the file may bear beside the one it has
 * with its log: none, but for where another process reads just now and holds the log back. Call by the one writer, outside a
 * transaction, before it writes.
 */
export function takeInLog(folder: StudyFolder, db: Db): string[] {
  const [took] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number; checkpointed: number }[]
  return took && took.checkpointed === took.log ? [] : (readMarks(folder)?.sessions ?? [])
}

/**
 * Marks the file and its folder as used by this session; answers the mark. Call by the one writer, right after opening or
 * with what it first writes. `earlier`: marks the file may bear besides, as `takeInLog` answered them.
 */
export function markSession(folder: StudyFolder, db: Db, study: string, earlier: readonly string[]): string {
  const before = sessionIn(db)
  const now = newId()
  const sessions = [...new Set([...earlier, ...(before === null ? [] : [before]), now])]
  writeDurably(folder.session, JSON.stringify({ study, sessions }))
  run(db, "INSERT OR REPLACE INTO local (key, value) VALUES ('session', ?)", now)
  return now
}

function readMarks(folder: StudyFolder): z.infer<typeof marksFile> | null {
  try {
    return marksFile.parse(JSON.parse(readFileSync(folder.session, 'utf8')))
  } catch {
    return null
  }
}

/**
 * The mark in study.db without its log: read from a copy under another name, since SQLite finds a log by the file's
 * name. A file that cannot be read so was cut off while the log was being written into it, and needs the log.
 */
function markInFileAlone(folder: StudyFolder, dataKey: Buffer): string | null | 'unreadable' {
  const copy = join(folder.path, `alone-${process.pid}.db`)
  try {
    copyFileSync(folder.database, copy)
    const db = new Database(copy, { fileMustExist: true })
    try {
      unlockPages(db, dataKey)
      return sessionIn(db)
    } finally {
      db.close()
    }
  } catch {
    return 'unreadable'
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true })
  }
}
