import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { newId } from '../db/ids.ts'
import { readMigrations } from '../db/migrate.ts'
import { createDatabase } from '../db/open.ts'
import { run } from '../db/sql.ts'
import { enter, type Operation } from '../history/journal.ts'
import { put } from '../sources/contents.ts'
import { diskFailure, flushFolder } from '../studies/durable-file.ts'
import { type StudyFolder, studyFolder } from '../studies/folder.ts'
import { newDataKey, openSlotFor, passphraseSlotFor, writeKeys } from '../studies/keys.ts'
import { markAsNew } from '../studies/leftover-log.ts'
import { type KeptHandout, keepHandout } from './copy.ts'

/** What a hand-out copy is made of. */
export interface CopyOf {
  study: string
  kept: KeptHandout
  /** The one operation that makes the rows the hand-out holds. */
  base: Operation
  contents: AsyncIterable<{ sha256: string; bytes: Uint8Array }>
  passphrase: string | undefined
}

/**
 * Makes a coder's copy in a new folder at `path`: under another name beside it, which it loses when it is whole, so that
 * there is a whole copy or none. Refuses what is there already. What an earlier try left behind is cleared away.
 */
export async function makeCopy(path: string, of: CopyOf): Promise<StudyFolder> {
  const folder = studyFolder(path)
  if (existsSync(folder.path)) throw taken(folder)
  const making = studyFolder(join(dirname(folder.path), `${prefixOf(folder)}${process.pid}`))
  try {
    mkdirSync(dirname(folder.path), { recursive: true })
    clearAway(folder)
    mkdirSync(making.path, { mode: 0o700 })
    await fill(making, of)
    flushFolder(making.path)
    if (existsSync(folder.path)) throw taken(folder)
    renameSync(making.path, folder.path)
    flushFolder(dirname(folder.path))
    return folder
  } catch (error) {
    rmSync(making.path, { recursive: true, force: true })
    throw diskFailure(error, folder.path)
  }
}

async function fill(folder: StudyFolder, { study, kept, base, contents, passphrase }: CopyOf): Promise<void> {
  const dataKey = newDataKey()
  const slot = passphrase === undefined ? openSlotFor(dataKey) : passphraseSlotFor(dataKey, passphrase)
  writeKeys(folder.keys, { study, slots: [slot], former: [] })
  const db = createDatabase(folder.database, dataKey, readMigrations())
  try {
    db.exec('BEGIN IMMEDIATE')
    run(db, "INSERT INTO local (key, value) VALUES ('copy', ?), ('study', ?)", newId(), study)
    markAsNew(db)
    keepHandout(db, kept)
    const kinds = kindsOf(base)
    for await (const { sha256, bytes } of contents) {
      const kind = kinds.get(sha256)
      // What no row refers to is not kept.
      if (kind && put(db, kind, bytes).sha256 !== sha256) throw new Error(`Content ${sha256} is another`)
    }
    enter(db, base)
    db.exec('COMMIT')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
    dataKey.fill(0)
  }
}

/** What each content is, by the column that refers to it. */
function kindsOf({ changes }: Operation): Map<string, 'text' | 'structure' | 'memo'> {
  const kinds = new Map<string, 'text' | 'structure' | 'memo'>()
  for (const { table, after } of changes) {
    if (table === 'revisions')
      kinds.set(String(after?.text), 'text').set(String(after?.structure), 'structure')
    if (table === 'memos') kinds.set(String(after?.body), 'memo')
  }
  return kinds
}

/** A copy on its way goes by the name of the folder it is to become, in short, so that a later try finds it. */
const prefixOf = (folder: StudyFolder): string =>
  `making-${createHash('sha256').update(basename(folder.path)).digest('hex').slice(0, 12)}-`

/** Clears away copies of this name that were never finished, unless the process that makes one is still there. */
function clearAway(folder: StudyFolder): void {
  const prefix = prefixOf(folder)
  for (const name of readdirSync(dirname(folder.path))) {
    if (!name.startsWith(prefix)) continue
    const maker = Number(name.slice(prefix.length))
    if (maker === process.pid || !isRunning(maker))
      rmSync(join(dirname(folder.path), name), { recursive: true, force: true })
  }
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM'
  }
}

const taken = (folder: StudyFolder): TandemError =>
  new TandemError(
    'exists',
    `There is already something at ${folder.path}.`,
    'Choose another name or folder; a copy that was made before is opened as a study.',
  )
