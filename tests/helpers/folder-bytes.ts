import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 of a file's bytes. */
export const sha256Of = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex')

/** Every file under a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

/** Every file of a study's folder by its path, as its SHA-256; but for who has it open. */
export const bytesOf = (study: string): Record<string, string> =>
  Object.fromEntries(
    filesIn(study)
      .filter(path => !/writer\.(lock|json)/.test(path))
      .map(path => [path, sha256Of(path)]),
  )
