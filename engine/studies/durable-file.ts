import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { saysNoRoom } from '../db/open.ts'

/**
 * Writes a file whole or not at all: temporary name, flushed, renamed, folder flushed.
 * A failure leaves what was there before and is told in a sentence.
 */
export function writeDurably(path: string, bytes: string | Uint8Array): void {
  const temporary = `${path}.part-${process.pid}`
  try {
    const file = openSync(temporary, 'w', 0o600)
    try {
      const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
      for (let written = 0; written < data.byteLength; ) written += writeSync(file, data, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    flushFolder(dirname(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw diskFailure(error, path)
  }
}

let parts = 0

/** A name beside `path` to write under until it is whole: this process's, and no other writing's. */
export const partOf = (path: string): string => `${path}.part-${process.pid}-${++parts}`

/** Clears away what a process that was killed in the middle of writing `path` left beside it. */
export function sweepParts(path: string): void {
  const begins = `${basename(path)}.part-`
  try {
    for (const name of readdirSync(dirname(path))) {
      const pid = name.startsWith(begins) ? Number.parseInt(name.slice(begins.length), 10) : Number.NaN
      if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(dirname(path), name), { force: true })
    }
  } catch {
    // What is left over is encrypted like the file itself; writing says what is wrong with the place.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM'
  }
}

/** Refuses a place where something is. */
export function mustBeFree(path: string): void {
  if (existsSync(path)) throw taken(path)
}

/**
 * Gives a file that is written and flushed its name, and makes that durable. What has the name already is replaced only
 * with `force`; the disk itself sees to that where it knows links.
 */
export function putInPlace(temporary: string, path: string, force: boolean): void {
  if (!force || isFolder(path)) {
    try {
      linkSync(temporary, path)
      rmSync(temporary)
      flushFolder(dirname(path))
      return
    } catch (error) {
      if ((error as { code?: unknown }).code === 'EEXIST') throw taken(path)
      // A memory stick's file system has no links.
      mustBeFree(path)
    }
  }
  renameSync(temporary, path)
  flushFolder(dirname(path))
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const taken = (path: string): TandemError =>
  new TandemError('exists', `There is already something at ${path}.`, 'Choose another name or folder.')

/** Makes what was written to a file durable. */
export function flushFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes renames in a folder durable; silently impossible on Windows, where it is not needed. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** True where nothing more can be written to the disk that `folder` is on. */
function isFull(folder: string): boolean {
  try {
    return statfsSync(folder).bavail === 0
  } catch {
    return false
  }
}

/** A file system's or SQLite's failure as a sentence; anything unknown is returned as it came. */
export function diskFailure(error: unknown, path: string): unknown {
  const code = String((error as { code?: unknown }).code ?? '')
  if (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === 'EFBIG' ||
    saysNoRoom(error) ||
    (code.startsWith('SQLITE_CANTOPEN') && isFull(dirname(path)))
  ) {
    return new TandemError(
      'disk-full',
      `The disk is full: ${path} could not be written.`,
      'What was saved before is safe. Free some space and do the last step again.',
    )
  }
  if (
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN')
  ) {
    return new TandemError(
      'read-only',
      `${path} cannot be written: the folder is read-only for you.`,
      'Copy the study to a folder of your own, or ask for the right to write there.',
    )
  }
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    return new TandemError('not-found', `There is no folder for ${path}.`, 'Choose a folder that exists.')
  }
  return error
}
