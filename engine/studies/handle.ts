import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { TandemError } from '#shared/errors.ts'
import type { HandoutCopy } from '#shared/model/handout.ts'
import type { OpenStudy, Stance } from '#shared/model/study.ts'
import { newId } from '../db/ids.ts'
import { readMigrations } from '../db/migrate.ts'
import { createDatabase, type OpenMode, openBeside, openDatabase } from '../db/open.ts'
import { type Db, first, run, value } from '../db/sql.ts'
import { handoutOf } from '../handouts/copy.ts'
import { made } from '../history/changes.ts'
import { append } from '../history/journal.ts'
import { dropArrivals } from '../sources/arrivals.ts'
import { backUp, newestBackupAge, sweepBackups, thinBackups } from './backup.ts'
import { diskFailure, flushFolder, sweepParts } from './durable-file.ts'
import { existingStudy, fileIdentity, type StudyFolder, studyFolder } from './folder.ts'
import { ensureIdentity } from './identity.ts'
import { findKey, sweepKeys } from './key-of-study.ts'
import {
  type HeldKey,
  isOpen,
  newDataKey,
  openSlotFor,
  type Proof,
  passphraseSlotFor,
  readKeys,
  recoverySlotFor,
  writeKeys,
} from './keys.ts'
import {
  hasLog,
  markAsNew,
  markSession,
  sessionIn,
  setForeignLogAside,
  studyLastHere,
  takeInLog,
} from './leftover-log.ts'
import { placeWarning } from './place.ts'
import { countsQuoted } from './settings.ts'
import { takeWriterLock, type WriterLock } from './writer-lock.ts'

/** An open study: one connection, one copy id, and the watch on its place on the disk. */
export interface StudyHandle {
  readonly id: string
  readonly folder: StudyFolder
  readonly mode: OpenMode
  /** This physical folder's replica id: what it records can never be taken for another copy's. */
  readonly copy: string
  /** Whose hand-out this folder is; null for a study of its own. */
  readonly handout: HandoutCopy | null
  readonly db: Db
  /** What the pages are encrypted with, and how that is locked; see change-keys.ts. */
  readonly key: HeldKey
  /** False once it was closed. */
  isOpen(): boolean
  describe(): OpenStudy
  /** Another connection to the file, for a transaction that takes long. Closed with the study, if not before. */
  openAside(): Db
  /** Refuses where the file is no longer the one that was opened: moved, removed or replaced. */
  stillHere(): void
  /** A verified backup as the study stands; answers its folder. */
  backUp(): string
  /** Remembers that something was written since the last backup. */
  touched(): void
  /** To be called within a transaction that wrote, before it is committed: see `marksLate` of openStudy. */
  mark(): void
  close(): void
}

const backupEvery = 30 * 60_000
/** A backup as young as this makes another one on closing needless: what was written since is durable in the study. */
const youngBackup = 10 * 60_000

/** Makes a study in a new folder at `path` and opens it. Refuses an existing folder; leaves nothing on failure. */
export function createStudy(
  path: string,
  options: {
    title: string
    stance: Stance
    at: number
    /** Without one, anyone with the folder can read the study. */
    lock?: { passphrase: string; recovery: Buffer } | undefined
  },
): StudyHandle {
  const folder = studyFolder(path)
  try {
    mkdirSync(dirname(folder.path), { recursive: true })
    mkdirSync(folder.path, { mode: 0o700 })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') {
      throw new TandemError(
        'exists',
        `There is already something at ${folder.path}.`,
        'Choose another name or folder.',
      )
    }
    throw diskFailure(error, folder.path)
  }
  try {
    const id = newId()
    const dataKey = newDataKey()
    const { lock } = options
    const slots = lock
      ? [passphraseSlotFor(dataKey, lock.passphrase), recoverySlotFor(dataKey, lock.recovery)]
      : [openSlotFor(dataKey)]
    writeKeys(folder.keys, { study: id, slots, former: [] })
    const db = createDatabase(folder.database, dataKey, readMigrations())
    try {
      const copy = newId()
      db.transaction(() => {
        run(
          db,
          "INSERT INTO local (key, value) VALUES ('copy', ?), ('study', ?), ('place', ?)",
          copy,
          id,
          placeOf(folder),
        )
        markAsNew(db)
        append(db, copy, options.at, {
          kind: 'study.made',
          summary: `Made the study “${options.title}”`,
          actor: '',
          undoable: false,
          changes: [
            made('studies', id, { title: options.title, stance: options.stance, created_at: options.at }),
          ],
        })
      }).immediate()
    } finally {
      db.close()
    }
    flushFolder(folder.path)
    return openStudy(folder.path, 'write', { passphrase: lock?.passphrase })
  } catch (error) {
    rmSync(folder.path, { recursive: true, force: true })
    throw diskFailure(error, folder.path)
  }
}

/**
 * Opens the study at `path`. For `write` this process becomes its one writer, an older file is migrated after a
 * verified backup, and a folder that was copied elsewhere is given a copy id of its own. With `marksLate` the session
 * leaves its mark with what it first records and not at once, so that a study in which nothing was done is byte for byte
 * as it was; nothing may then be written but by transactions that record.
 */
export function openStudy(
  path: string,
  mode: OpenMode,
  proof: Proof = {},
  { marksLate = false } = {},
): StudyHandle {
  const folder = existingStudy(path)
  const said = readKeys(folder.keys)
  let found = findKey(folder, proof, said)
  let lock: WriterLock | null = null
  try {
    if (mode === 'write') {
      lock = takeWriterLock(folder)
      // Whoever wrote until now may have changed the key meanwhile.
      const now = readKeys(folder.keys)
      if (!isDeepStrictEqual(now, said)) found = findKey(folder, proof, now)
      sweepKeys(folder, found)
    }
    const { dataKey, file: keys } = found
    tidy(folder, dataKey, mode)
    const identity = fileIdentity(folder.database)
    const db = openOrExplain(folder, keys.study, dataKey, mode)
    try {
      let isMarked = true
      let earlier: string[] = []
      const id = value<string>(db, "SELECT value FROM local WHERE key = 'study'")
      if (id !== keys.study) throw mixedUp(folder)
      if (mode === 'write') {
        if (sessionIn(db) === null) {
          // Made or backed up before files bore a mark from the beginning.
          markAsNew(db)
          db.pragma('wal_checkpoint(TRUNCATE)')
        }
        earlier = takeInLog(folder, db)
        const before = changesIn(db)
        ownCopy(db, folder)
        ensureIdentity(db)
        dropArrivals(db)
        isMarked = !marksLate || changesIn(db) !== before
        if (isMarked) markSession(folder, db, id, earlier)
      }
      return handle({ id, folder, mode, db, key: found, lock, identity, isMarked, earlier })
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    lock?.release()
    throw error instanceof TandemError && error.code === 'disk-full' ? noRoomToOpen(folder) : error
  }
}

/** Clears away what a session that was killed left behind, unless another process is at work here. */
function tidy(folder: StudyFolder, dataKey: Buffer, mode: OpenMode): void {
  try {
    if (mode === 'write') {
      sweepBackups(folder)
      sweepParts(folder.session)
      setForeignLogAside(folder, dataKey)
    } else if (hasLog(folder)) {
      const lock = takeWriterLock(folder)
      try {
        setForeignLogAside(folder, dataKey)
      } finally {
        lock.release()
      }
    }
  } catch (error) {
    // A log that is in use is its writer's, which looked at it when it began.
    if (error instanceof TandemError && error.code === 'in-use') return
    throw diskFailure(error, folder.path)
  }
}

function openOrExplain(folder: StudyFolder, study: string, dataKey: Buffer, mode: OpenMode): Db {
  try {
    return openDatabase(folder.database, dataKey, mode, readMigrations(), db => {
      backUp(folder, db, dataKey, new Date())
    })
  } catch (error) {
    const damaged = error instanceof TandemError && error.code === 'damaged'
    if (damaged && (studyLastHere(folder) ?? study) !== study) throw mixedUp(folder)
    throw diskFailure(error, folder.path)
  }
}

interface Parts {
  id: string
  folder: StudyFolder
  mode: OpenMode
  db: Db
  key: HeldKey
  lock: WriterLock | null
  identity: string | null
  isMarked: boolean
  /** Marks the file may still bear; see `takeInLog`. */
  earlier: readonly string[]
}

/** How many rows the connection has changed so far. */
const changesIn = (db: Db): number => value<number>(db, 'SELECT total_changes() AS n')

function handle({ id, folder, mode, db, key, lock, identity, isMarked, earlier }: Parts): StudyHandle {
  const copy = value<string>(db, "SELECT value FROM local WHERE key = 'copy'")
  const handout = handoutOf(db)
  const warning = placeWarning(folder.path)
  // Asked of the file, since a transaction that was given up takes its mark with it.
  const bearsMark = (): boolean => isMarked || (session !== null && sessionIn(db) === session)
  let session: string | null = null
  let unsaved = false
  let lastBackup = Date.now()
  let open = true
  const aside = new Set<Db>()

  const stillHere = () => {
    if (fileIdentity(folder.database) === identity) return
    throw new TandemError(
      'moved',
      `The study is no longer at ${folder.path}: its folder was moved, renamed, removed or replaced while it was open.`,
      'Nothing more is written. Put the folder back, or close the study and open it where it is now.',
    )
  }
  const makeBackup = () => {
    const made = backUp(folder, db, key.dataKey, new Date())
    thinBackups(folder, new Date())
    unsaved = false
    lastBackup = Date.now()
    return made
  }

  return {
    id,
    folder,
    mode,
    copy,
    handout,
    db,
    key,
    isOpen: () => open,
    describe() {
      const row = first<{ title: string; stance: Stance }>(
        db,
        'SELECT title, stance FROM studies WHERE id = ?',
        id,
      )
      return {
        id,
        path: folder.path,
        title: row?.title ?? '',
        stance: row?.stance ?? 'codebook',
        openSlot: isOpen(key.file.slots),
        countsQuoted: countsQuoted(db),
        placeWarning: warning,
        handout,
      }
    },
    openAside() {
      const beside = openBeside(folder.database, key.dataKey)
      aside.add(beside)
      return beside
    },
    stillHere,
    backUp: makeBackup,
    mark() {
      if (!bearsMark()) session = markSession(folder, db, id, earlier)
    },
    touched() {
      unsaved = true
      if (Date.now() - lastBackup < backupEvery) return
      lastBackup = Date.now()
      setImmediate(() => {
        if (open) tryQuietly(makeBackup)
      })
    },
    close() {
      if (!open) return
      open = false
      for (const beside of aside) beside.close()
      if (mode === 'write') {
        const due = unsaved && newestBackupAge(folder, new Date()) >= youngBackup
        if (due && fileIdentity(folder.database) === identity) tryQuietly(makeBackup)
        if (bearsMark()) tryQuietly(() => db.pragma('optimize'))
        tryQuietly(() => db.pragma('wal_checkpoint(TRUNCATE)'))
      }
      db.close()
      lock?.release()
      key.dataKey.fill(0)
    },
  }
}

/** Where a study's file is on which disk: another folder or another file in the same one is another place. */
const placeOf = (folder: StudyFolder): string => `${folder.path}\n${fileIdentity(folder.database)}`

/** A folder found elsewhere than it was last opened is a copy (or was moved: then a new id does no harm). */
function ownCopy(db: Db, folder: StudyFolder): void {
  const place = first<{ value: string }>(db, "SELECT value FROM local WHERE key = 'place'")?.value
  const here = placeOf(folder)
  if (place === here) return
  db.transaction(() => {
    run(db, "UPDATE local SET value = ? WHERE key = 'copy'", newId())
    run(db, "INSERT OR REPLACE INTO local (key, value) VALUES ('place', ?)", here)
  }).immediate()
}

/** Even reading needs room, for the index of what was last written. */
const noRoomToOpen = (folder: StudyFolder): TandemError =>
  new TandemError(
    'disk-full',
    `The disk is full: ${folder.path} cannot be opened until some space is free. The study itself is safe.`,
    'Free some space on that disk and open it again.',
  )

const mixedUp = (folder: StudyFolder): TandemError =>
  new TandemError(
    'damaged',
    `In ${folder.path}, study.db and keys.json belong to different studies.`,
    'Put back the keys.json that came with this study.db; every backup holds both.',
  )

/** For what is a courtesy on the way out: closing must go through whatever the disk says. */
function tryQuietly(work: () => unknown): void {
  try {
    work()
  } catch {
    // The study itself is committed and durable; only the courtesy failed.
  }
}
