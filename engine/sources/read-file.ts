import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import type { FileRef } from '#shared/model/source.ts'
import type { Host, Upload } from '../host.ts'

/** A file named by a window, not yet read. */
export interface FileContent {
  fileName: string
  /** In bytes. */
  size: number
  bytes(): Promise<Uint8Array>
  /**
   * The same a megabyte at a time, for what is too large to be held; may be asked for again. A chunk is good until the
   * next is asked for: its memory may be used again.
   */
  chunks(): AsyncIterable<Uint8Array>
}

const chunkBytes = 1024 * 1024

/** Finds a file named by a window: on this machine's disk, or sent up by a browser a moment ago. */
export async function openFile(host: Host, file: FileRef): Promise<FileContent> {
  if ('upload' in file) {
    const upload = host.uploads.get(file.upload)
    if (upload) return uploaded(file.fileName, upload)
    throw new TandemError(
      'not-found',
      `${file.fileName} is no longer waiting to be imported.`,
      'Choose it again.',
    )
  }
  const { path } = file
  const fileName = basename(path)
  const { size } = await stat(path).catch(error => unreadable(path, error))
  if (size === 0)
    throw new TandemError('unreadable-file', `${fileName} is empty (0 bytes).`, 'Check the original.')
  return {
    fileName,
    size,
    bytes: () => readFile(path).catch(error => unreadable(path, error)),
    chunks: () => chunksOf(path),
  }
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch(error => unreadable(path, error))
  const buffer = Buffer.allocUnsafeSlow(chunkBytes)
  try {
    for (;;) {
      const { bytesRead } = await file
        .read(buffer, 0, chunkBytes, null)
        .catch(error => unreadable(path, error))
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function uploaded(fileName: string, upload: Upload): FileContent {
  if ('bytes' in upload) {
    const { bytes } = upload
    return {
      fileName,
      size: bytes.byteLength,
      bytes: async () => bytes,
      async *chunks() {
        for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
      },
    }
  }
  const { held } = upload
  return {
    fileName,
    size: held.size,
    async bytes() {
      const chunks: Uint8Array[] = []
      for await (const chunk of held.chunks()) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    chunks: () => held.chunks(),
  }
}

function unreadable(path: string, error: unknown): never {
  const code = (error as { code?: string }).code
  if (code === 'ENOENT')
    throw new TandemError('not-found', `${path} is not there.`, 'Check the name and folder.')
  if (code === 'EACCES' || code === 'EPERM') {
    throw new TandemError('not-allowed', `${path} may not be read by you.`, 'Ask for the right to read it.')
  }
  throw new TandemError(
    'unreadable-file',
    `${path} could not be read (${code ?? 'unknown cause'}).`,
    'Try again.',
  )
}

const megabyte = 1_048_576

/** The refusal of a file of more than `most` bytes. */
export const tooLarge = (fileName: string, bytes: number, most = 200 * megabyte): TandemError =>
  new TandemError(
    'too-large',
    `${fileName} is ${Math.round(bytes / megabyte)} MB; ${most > 200 * megabyte ? 'mailboxes' : 'files'} up to ${most / megabyte} MB are read.`,
    most > 200 * megabyte
      ? 'Split it in your mail program and import the parts.'
      : 'Save only its text and import that.',
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
