import { readFileSync, rmSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { diskFailure, writeDurably } from './durable-file.ts'
import type { StudyFolder } from './folder.ts'

const holder = z.object({ user: z.string(), host: z.string(), pid: z.number(), since: z.string() })

export interface WriterLock {
  release(): void
}

/**
 * Makes this process the study's one writer. The lock itself is an operating-system lock on a file held through
 * SQLite, so a killed holder frees it at once; `writer.json` beside it only tells others who holds it.
 */
export function takeWriterLock(folder: StudyFolder): WriterLock {
  let lock: Database.Database | undefined
  try {
    lock = new Database(folder.lock, { timeout: 200 })
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw inUse(folder)
    throw diskFailure(error, folder.path)
  }
  const held = lock
  try {
    writeDurably(
      folder.holder,
      JSON.stringify({
        user: userName(),
        host: hostname(),
        pid: process.pid,
        since: new Date().toISOString(),
      }),
    )
  } catch (error) {
    held.close()
    throw error
  }
  return {
    release() {
      rmSync(folder.holder, { force: true })
      held.close()
    },
  }
}

function inUse(folder: StudyFolder): TandemError {
  let by = 'by another program'
  try {
    const { user, host, pid, since } = holder.parse(JSON.parse(readFileSync(folder.holder, 'utf8')))
    by = `by ${user} on ${host} since ${since.slice(0, 16).replace('T', ' ')} UTC (process ${pid})`
  } catch {
    // Who holds it is a courtesy; that it is held is certain.
  }
  return new TandemError('in-use', `${folder.path} is open ${by}.`, 'Close it there first, then try again.')
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'someone'
  }
}
