import { rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { TandemError } from '#shared/errors.ts'
import { checkVersion, type Migration, migrate } from './migrate.ts'
import type { Db } from './sql.ts'

/** What the file is opened for: `write` by its one writer; `read` beside a writer, changing nothing. */
export type OpenMode = 'read' | 'write'

/**
 * Opens an encrypted study file and leaves the connection in the one state that is safe to work in
 * (SAFETY 3.2); the assertions at the end fail closed. Never creates a file. `beforeMigration` runs, with the
 * connection, when the file is of an older version, before anything in it changes.
 */
export function openDatabase(
  path: string,
  dataKey: Buffer,
  mode: OpenMode,
  migrations: readonly Migration[],
  beforeMigration: (db: Db) => void,
): Db {
  if (statSync(path).size === 0) throw damaged(path)
  const db = new Database(path, { fileMustExist: true, timeout: 5000 })
  try {
    unlockPages(db, dataKey)
    try {
      db.prepare('SELECT count(*) FROM sqlite_schema').get()
    } catch (error) {
      throw saysDamage(error) ? damaged(path) : error
    }
    const version = checkVersion(db, migrations, path)
    readThrough(db, path)
    settle(db)
    if (version < migrations.length) {
      if (mode === 'read') {
        throw new TandemError(
          'conflict',
          `${path} is of an older study version (${version}).`,
          'Open it once for writing; it is then brought up to date after a backup.',
        )
      }
      beforeMigration(db)
      migrate(db, migrations, version)
    }
    if (mode === 'read') db.pragma('query_only = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Reads every page once, before anything may be written: a page cut off or altered anywhere fails its seal here, and
 * not weeks later in the one interview it holds. About 4 ms a megabyte.
 */
function readThrough(db: Db, path: string): void {
  db.pragma('temp_store = MEMORY')
  let said: unknown
  try {
    said = db.pragma('quick_check(1)', { simple: true })
  } catch (error) {
    throw saysDamage(error) ? damaged(path) : error
  }
  if (said !== 'ok') throw damaged(path)
}

/** Another connection to a file that is open for writing, and was read through then. */
export function openBeside(path: string, dataKey: Buffer): Db {
  const db = new Database(path, { fileMustExist: true, timeout: 5000 })
  try {
    unlockPages(db, dataKey)
    settle(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Makes a new, empty, encrypted study file of the newest version. Refuses to touch an existing one. */
export function createDatabase(path: string, dataKey: Buffer, migrations: readonly Migration[]): Db {
  if (statSync(path, { throwIfNoEntry: false })) {
    throw new TandemError('exists', `${path} is already there.`, 'Choose another name.')
  }
  const db = new Database(path)
  try {
    unlockPages(db, dataKey)
    settle(db)
    migrate(db, migrations, 0)
    return db
  } catch (error) {
    db.close()
    rmSync(path, { force: true })
    throw error
  }
}

/** Names the cipher and gives the raw key; nothing is read yet. */
export function unlockPages(db: Db, dataKey: Buffer): void {
  db.pragma("cipher = 'chacha20'")
  db.key(Buffer.from(`raw:${dataKey.toString('hex')}`))
}

/**
 * Encrypts every page anew, as one transaction that is done or not done: from then on only `next` (32 bytes) opens the
 * file. Other connections to it are of no use any more.
 */
export function changePages(db: Db, next: Buffer): void {
  // An empty key would leave the file in plain text.
  if (next.length !== 32) throw new Error(`A data key of ${next.length} bytes`)
  db.rekey(Buffer.from(`raw:${next.toString('hex')}`))
}

/** Whether this key opens the file, looked at without changing anything in it or beside it. */
export function opensWith(path: string, dataKey: Buffer): boolean {
  const db = new Database(path, { fileMustExist: true, readonly: true, timeout: 5000 })
  try {
    unlockPages(db, dataKey)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return true
  } catch (error) {
    if (saysDamage(error)) return false
    throw error
  } finally {
    db.close()
  }
}

function settle(db: Db): void {
  db.pragma('temp_store = MEMORY')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('secure_delete = ON')
  db.pragma('cache_size = -262144')
  db.pragma('journal_size_limit = 67108864')
  assertSettled(db, 'synchronous', 2)
  assertSettled(db, 'temp_store', 2)
  assertSettled(db, 'journal_mode', 'wal')
  assertSettled(db, 'foreign_keys', 1)
  assertSettled(db, 'trusted_schema', 0)
}

function assertSettled(db: Db, pragma: string, expected: unknown): void {
  const found = db.pragma(pragma, { simple: true })
  if (found !== expected) throw new Error(`PRAGMA ${pragma} is ${String(found)}, not ${String(expected)}`)
}

/** True where `error` is SQLite's and its code begins with one of `codes`. */
export function isSqlite(error: unknown, ...codes: string[]): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  return codes.some(prefix => code.startsWith(prefix))
}

/** True where SQLite could not make room: the disk is full or refuses what is written, whatever the file holds. */
export const saysNoRoom = (error: unknown): boolean =>
  isSqlite(
    error,
    'SQLITE_FULL',
    'SQLITE_IOERR_WRITE',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_IOERR_DIR_FSYNC',
    'SQLITE_IOERR_TRUNCATE',
    'SQLITE_IOERR_SHM',
  )

/** True where the file's own bytes are wrong: no database under this key, or a page that was cut off or altered. */
const saysDamage = (error: unknown): boolean =>
  isSqlite(error, 'SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_IOERR') && !saysNoRoom(error)

const damaged = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${basename(path)} is damaged, or keys.json beside it is not its own; both were left as they are: ${path}.`,
    'The newest folder in the study’s backups holds a verified copy with its keys; open that one.',
  )
