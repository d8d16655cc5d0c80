import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import type { FileRef } from '#shared/model/source.ts'
import type { Host } from '../host.ts'

/** The largest file that is read at all, in bytes. */
const largest = 200 * 1024 * 1024

/** The bytes of a file named by a window: from this machine's disk, or sent up by a browser a moment ago. */
export async function fileBytes(host: Host, file: FileRef): Promise<{ fileName: string; bytes: Uint8Array }> {
  if ('upload' in file) {
    const upload = host.uploads.get(file.upload)
    if (upload) return { fileName: file.fileName, bytes: upload.bytes }
    throw new TandemError(
      'not-found',
      `${file.fileName} is no longer waiting to be imported.`,
      'Choose it again.',
    )
  }
  const fileName = basename(file.path)
  try {
    const { size } = await stat(file.path)
    if (size > largest) throw tooLarge(fileName, size)
    if (size === 0)
      throw new TandemError('unreadable-file', `${fileName} is empty (0 bytes).`, 'Check the original.')
    return { fileName, bytes: await readFile(file.path) }
  } catch (error) {
    if (error instanceof TandemError) throw error
    const code = (error as { code?: string }).code
    if (code === 'ENOENT')
      throw new TandemError('not-found', `${file.path} is not there.`, 'Check the name and folder.')
    if (code === 'EACCES' || code === 'EPERM') {
      throw new TandemError(
        'read-only',
        `${file.path} may not be read by you.`,
        'Ask for the right to read it.',
      )
    }
    throw new TandemError(
      'unreadable-file',
      `${file.path} could not be read (${code ?? 'unknown cause'}).`,
      'Try again.',
    )
  }
}

export const tooLarge = (fileName: string, bytes: number): TandemError =>
  new TandemError(
    'too-large',
    `${fileName} is ${Math.round(bytes / 1_048_576)} MB; files up to 200 MB are read.`,
    'Save only its text and import that.',
  )

/** The files a path stands for: itself, or everything inside where it is a folder (hidden files left out), sorted. */
export async function filesUnder(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null)
  if (!info?.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      entry =>
        entry.isFile() && !entry.name.startsWith('.') && !/[\\/]\./.test(entry.parentPath.slice(path.length)),
    )
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
