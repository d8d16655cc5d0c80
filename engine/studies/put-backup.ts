import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { diskFailure, flushFile, flushFolder } from './durable-file.ts'
import { folderName, studyFolder } from './folder.ts'

/**
 * Puts a finished backup somewhere else, such as a network or synced folder: copied under a temporary name, flushed, read
 * back and compared, then renamed. So what has the final name is whole, and no database is ever at work there. `to` is a
 * folder to put it in, or the copy's own name ending in `.tandem`. Answers the copy's folder.
 */
export function putBackup(backup: string, title: string, to: string, replace: boolean): string {
  const place = resolve(to)
  const isItsName = extname(place).toLowerCase() === '.tandem'
  const named = folderName(`${title} ${basename(backup, '.tandem').slice(0, 19).replace('T', ' ')}`)
  const final = isItsName ? place : join(place, named)
  if (existsSync(final) && !replace) {
    throw new TandemError(
      'exists',
      `There is already something at ${final}.`,
      'Choose another name, or replace it.',
    )
  }
  if (existsSync(final) && !isCopyOfStudy(final)) {
    throw new TandemError(
      'exists',
      `${final} is no copy of a study, so it is not replaced.`,
      'Choose another name.',
    )
  }
  const temporary = `${final}.part-${process.pid}`
  try {
    if (!existsSync(dirname(final))) mkdirSync(dirname(final), { recursive: true })
    rmSync(temporary, { recursive: true, force: true })
    mkdirSync(temporary, { mode: 0o700 })
    for (const name of ['study.db', 'keys.json']) {
      const [from, copy] = [join(backup, name), join(temporary, name)]
      copyFileSync(from, copy)
      flushFile(copy)
      if (hashOf(copy) !== hashOf(from)) throw new Error(`${copy} reads otherwise than what was written`)
    }
    flushFolder(temporary)
    const before = `${final}.before-${process.pid}`
    if (existsSync(final)) renameSync(final, before)
    renameSync(temporary, final)
    rmSync(before, { recursive: true, force: true })
    flushFolder(dirname(final))
    return final
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw diskFailure(error, final)
  }
}

/** What may be replaced: a folder with a study in it that nobody has worked in where it lies. */
function isCopyOfStudy(path: string): boolean {
  const { database, keys, session } = studyFolder(path)
  return statSync(path).isDirectory() && existsSync(database) && existsSync(keys) && !existsSync(session)
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
