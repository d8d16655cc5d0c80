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
 * beside it; a log is replayed only where the file under it bears one of the two marks written down last. A file bears a
 * mark from when it was made, and a backup one of its own: else what the first session did would be taken for another's.
 */

const marksFile = z.object({ study: z.string(), sessions: z.array(z.string()).max(2) })
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
 * Marks the file and its folder as used by this session; answers the mark. Call by the one writer, right after opening or
 * with what it first writes.
 */
export function markSession(folder: StudyFolder, db: Db, study: string): string {
  const before = sessionIn(db)
  const now = newId()
  writeDurably(folder.session, JSON.stringify({ study, sessions: before === null ? [now] : [before, now] }))
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
