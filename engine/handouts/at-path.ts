import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import type { FileRef } from '#shared/model/source.ts'
import type { Host } from '../host.ts'
import { shownName } from '../import/file-name.ts'
import { openFile } from '../sources/read-file.ts'

/**
 * Gives `work` the path of a small file that a window named. One that a browser sent up is put into a folder of its own for
 * that long: packages and cards are nothing anybody could read there.
 */
export async function atPath<T>(host: Host, file: FileRef, work: (path: string) => Promise<T>): Promise<T> {
  if ('path' in file) return work(resolve(file.path))
  const content = await openFile(host, file).catch(() => {
    throw new TandemError(
      'not-found',
      `${shownName(file.fileName)} is no longer waiting to be opened.`,
      'Choose it again.',
    )
  })
  const folder = await mkdtemp(join(tmpdir(), 'tandem-'))
  try {
    const path = join(folder, shownName(file.fileName))
    writeFileSync(path, await content.bytes(), { mode: 0o600 })
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
