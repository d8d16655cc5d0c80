import { existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'

/** Where things lie in a study's folder. */
export interface StudyFolder {
  path: string
  database: string
  keys: string
  lock: string
  holder: string
  /** Marks of the last sessions; see leftover-log.ts. */
  session: string
  backups: string
}

const extension = '.tandem'

/** The layout of the study folder at `path` (made absolute). Nothing is read. */
export function studyFolder(path: string): StudyFolder {
  const folder = resolve(path)
  return {
    path: folder,
    database: join(folder, 'study.db'),
    keys: join(folder, 'keys.json'),
    lock: join(folder, 'writer.lock'),
    holder: join(folder, 'writer.json'),
    session: join(folder, 'session.json'),
    backups: join(folder, 'backups'),
  }
}

/** The layout of an existing study; refuses, in a sentence, what is not one. */
export function existingStudy(path: string): StudyFolder {
  const folder = studyFolder(path)
  if (!existsSync(folder.path)) {
    throw new TandemError(
      'not-found',
      `There is no study at ${folder.path}.`,
      'It may have been moved or renamed.',
    )
  }
  if (!statSync(folder.path).isDirectory()) {
    throw new TandemError(
      'bad-input',
      `${basename(folder.path)} is a file; a study is a folder, NAME${extension}.`,
      'Import a document into a study instead of opening it as one.',
    )
  }
  if (!existsSync(folder.database) || !existsSync(folder.keys)) {
    const missing = existsSync(folder.keys) ? 'study.db' : 'keys.json'
    throw new TandemError(
      'damaged',
      `${folder.path} is not a whole study: ${missing} is missing.`,
      existsSync(folder.backups)
        ? 'Its backups folder may hold a whole copy.'
        : 'If it was copied, copy the whole folder again.',
    )
  }
  return folder
}

/**
 * A file name made of a title: letters, digits, spaces and dashes of any script, never empty, never hidden, never a
 * name Windows keeps for itself, and short enough for every file system with a number after it.
 */
export function folderName(title: string): string {
  const safe = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  let name = ''
  for (const letter of safe) {
    if (Buffer.byteLength(name + letter) > longestName) break
    name += letter
  }
  name = name.trim()
  if (name === '') name = 'Study'
  return `${/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `${name} study` : name}${extension}`
}

/** In bytes: file systems take 255, of which the ending and a number need some. */
const longestName = 160

/** The identity of the database file on its disk: changes when it is moved away, removed or replaced. */
export function fileIdentity(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}
