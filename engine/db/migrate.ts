import { readdirSync, readFileSync } from 'node:fs'
import { TandemError } from '#shared/errors.ts'
import type { Db } from './sql.ts'

export interface Migration {
  number: number
  name: string
  sql: string
}

/** `tndm` in ASCII: tells a study's file from any other SQLite file. */
export const applicationId = 0x746e646d

const folder = new URL('../../migrations/', import.meta.url)

/** The numbered migrations, in order. Throws where a number is missing or doubled. */
export function readMigrations(): Migration[] {
  const migrations = readdirSync(folder)
    .filter(name => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map(name => ({
      number: Number(name.slice(0, 4)),
      name: name.slice(5, -4),
      sql: readFileSync(new URL(name, folder), 'utf8'),
    }))
  migrations.forEach((migration, i) => {
    if (migration.number !== i + 1) throw new Error(`migrations/: number ${i + 1} is missing or doubled`)
  })
  return migrations
}

/** The version a file has; refuses one newer than this build, and any file that is not a study. */
export function checkVersion(db: Db, migrations: readonly Migration[], path: string): number {
  const id = db.pragma('application_id', { simple: true })
  const version = Number(db.pragma('user_version', { simple: true }))
  if (id !== applicationId) {
    throw new TandemError(
      'damaged',
      `${path} is not a Tandem study.`,
      'Open the study’s folder, NAME.tandem.',
    )
  }
  if (version > migrations.length) {
    throw new TandemError(
      'newer-version',
      `${path} was made by a newer Tandem (study version ${version}; this one knows ${migrations.length}).`,
      'Open it with that newer Tandem. Nothing in it was changed.',
    )
  }
  return version
}

/**
 * Brings a file from `from` to the newest version in one transaction, with foreign keys checked before it commits.
 * The caller makes a verified backup first.
 */
export function migrate(db: Db, migrations: readonly Migration[], from: number): void {
  const due = migrations.slice(from)
  if (due.length === 0) return
  // A step that rebuilds a table must not set off the deletions of the rows that refer to it.
  const enforced = db.pragma('foreign_keys', { simple: true })
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => {
      for (const migration of due) db.exec(migration.sql)
      const broken = db.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`Migration left ${broken.length} broken references`)
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${migrations.length}`)
    }).immediate()
  } finally {
    db.pragma(`foreign_keys = ${enforced === 1 ? 'ON' : 'OFF'}`)
  }
}
