import { createHash, type Hash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { ReadableStream } from 'node:stream/web'
import { TandemError } from '#shared/errors.ts'
import { readMigrations } from '../db/migrate.ts'
import type { Operation } from '../history/journal.ts'
import { shownName } from '../import/file-name.ts'
import { limits } from './limits.ts'
import { entryName, type Manifest, newer, readManifest } from './manifest.ts'
import { operationsIn } from './operation-lines.ts'
import { damaged, type Keys, type Opened, openedBy } from './protection.ts'
import { collectRanges } from './ranges.ts'
import { isSignedBy } from './signing.ts'
import { bytesOf, hashOf, type Unpacked, unpack, wrong } from './unpack.ts'

/** A package that was opened and is whole: its manifest is signed, and everything it lists is there and as listed. */
export interface Package {
  manifest: Manifest
  /** The key the signature holds for, which the manifest names. Whose key that is, the caller must know. */
  signedBy: string
  openedBy: Opened['by']
  /** Of the file. */
  bytes: number
  sha256: string
  /**
   * The operations, one at a time, each checked in its shape; the last is followed by a check of how many there were and
   * of whom. Throws `damaged` or `too-large`: only what was read to its end counts. May be asked for again.
   */
  operations(): AsyncGenerator<Operation, void>
  /** Bytes by their SHA-256. Throws `damaged` where the package does not hold them. */
  content(sha256: string): Promise<Buffer>
}

/**
 * Opens the package at `path` with what the reader has. It is decrypted in memory and nothing is written anywhere. Each
 * refusal is one sentence: `not-found`, `unsupported-file`, `damaged`, `locked`, `wrong-passphrase`, `not-allowed` (made
 * for somebody else), `newer-version`, `too-large`, `unreadable-file` (taken away while it was read).
 */
export async function readPackage(
  path: string,
  keys: Keys,
  options: { signal?: AbortSignal; onProgress?: (bytes: number) => void } = {},
): Promise<Package> {
  const { zipped, by, bytes, sha256 } = await decrypted(path, keys, options)
  const unpacked = await unpack(zipped, path)
  const manifest = await signedManifest(unpacked, path)
  const schema = readMigrations().length
  if (manifest.schema > schema)
    throw newer(path, `study version ${manifest.schema}; this one knows ${schema}`)
  await asListed(unpacked, manifest, path, options.signal)
  return {
    manifest,
    signedBy: manifest.publicKey,
    openedBy: by,
    bytes,
    sha256,
    operations: () => operationsOf(unpacked, manifest, path),
    content: hash => bytesOf(unpacked, entryName.content(hash)),
  }
}

async function decrypted(
  path: string,
  keys: Keys,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (bytes: number) => void },
): Promise<{ zipped: Buffer; by: Opened['by']; bytes: number; sha256: string }> {
  const file = await opened(path)
  try {
    const bytes = await sizeOf(file, path)
    const start = await piece(file, 0, Math.min(bytes, limits.headerBytes), path)
    const { by, decrypter } = await openedBy(start, keys, path)
    const hash = createHash('sha256')
    const inside = await decrypter
      .decrypt(
        wholeOf(file, bytes, path, hash, at => {
          signal?.throwIfAborted()
          onProgress?.(at)
        }),
      )
      .catch((error: unknown) => failed(error, path, signal))
    const zipped = Buffer.allocUnsafe(sizeInside(inside, bytes, path))
    let at = 0
    try {
      for await (const part of inside) {
        zipped.set(part, at)
        at += part.length
      }
    } catch (error) {
      failed(error, path, signal)
    }
    if (at !== zipped.length) throw damaged(path)
    return { zipped, by, bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** A failure of the age library is damage; ours, and a person's wish to stop, are what they are. */
function failed(error: unknown, path: string, signal?: AbortSignal): never {
  throw error instanceof TandemError || signal?.aborted ? error : damaged(path)
}

function sizeInside(inside: { size(bytes: number): number }, bytes: number, path: string): number {
  try {
    return inside.size(bytes)
  } catch {
    throw damaged(path)
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // Before it is opened: opening a pipe waits until somebody writes to it.
    mustBeFile(await stat(path), path)
    return await open(path, 'r')
  } catch (error) {
    throw error instanceof TandemError ? error : notThere(error, path)
  }
}

function mustBeFile(found: Stats, path: string): void {
  if (found.isFile()) return
  throw new TandemError(
    'unsupported-file',
    `${shownName(path)} is ${found.isDirectory() ? 'a folder, not a package' : 'no file'}.`,
    'Choose the file that was sent to you.',
  )
}

async function sizeOf(file: FileHandle, path: string): Promise<number> {
  const found = await file.stat()
  mustBeFile(found, path)
  if (found.size > limits.fileBytes) {
    throw new TandemError(
      'too-large',
      `${shownName(path)} is larger than a package may be (${limits.fileBytes / 1024 / 1024} MB).`,
      'Ask whoever sent it whether it is the right file.',
    )
  }
  return found.size
}

/** The file from its beginning to the end it had when it was opened. */
function wholeOf(
  file: FileHandle,
  bytes: number,
  path: string,
  hash: Hash,
  onPiece: (at: number) => void,
): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      if (at === bytes) return controller.close()
      const part = await piece(file, at, Math.min(bytes - at, atOnce), path)
      hash.update(part)
      at += part.length
      onPiece(at)
      controller.enqueue(part)
    },
  })
}

/** How much is read at a time, in bytes. */
const atOnce = 256 * 1024

async function piece(file: FileHandle, at: number, length: number, path: string): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  for (let read = 0; read < length; ) {
    const { bytesRead } = await file.read(buffer, read, length - read, at + read).catch(() => {
      throw takenAway(path)
    })
    if (bytesRead === 0) throw takenAway(path)
    read += bytesRead
  }
  return buffer
}

/** The manifest, once its signature is seen to hold. */
async function signedManifest(unpacked: Unpacked, path: string): Promise<Manifest> {
  const bytes = await bytesOf(unpacked, entryName.manifest)
  const manifest = readManifest(bytes, path)
  const signature = (await bytesOf(unpacked, entryName.signature)).toString('latin1')
  if (!/^[0-9a-f]{128}$/.test(signature) || !isSignedBy(bytes, signature, manifest.publicKey)) {
    throw wrong(path, 'does not bear the signature of whoever made it')
  }
  return manifest
}

/** Refuses entries that are not what the signed manifest lists, in its order, length and content. */
async function asListed(
  unpacked: Unpacked,
  { entries, counts }: Manifest,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const listed = new Set(entries.map(entry => entry.name))
  const present = new Set(unpacked.names)
  const found = unpacked.names.filter(name => name !== entryName.manifest && name !== entryName.signature)
  for (const name of found) {
    if (!listed.has(name)) throw wrong(path, `holds ${name}, which its list does not name`)
  }
  for (const [at, { name, bytes, sha256 }] of entries.entries()) {
    signal?.throwIfAborted()
    if (!present.has(name)) throw wrong(path, `lacks ${name}`)
    if (found[at] !== name) throw wrong(path, `does not hold ${name} in its place`)
    if (unpacked.bytes(name) !== bytes || (await hashOf(unpacked, name)) !== sha256) {
      throw wrong(path, `holds another ${name} than its list says`)
    }
    if (name !== entryName.operations && name !== entryName.content(sha256)) {
      throw wrong(path, `holds ${name} under a name that is not its content’s`)
    }
  }
  if (!listed.has(entryName.operations)) throw wrong(path, `lacks ${entryName.operations}`)
  if (counts.contents !== entries.length - 1)
    throw wrong(path, 'counts its contents otherwise than it lists them')
}

async function* operationsOf(
  unpacked: Unpacked,
  { counts, ranges }: Manifest,
  path: string,
): AsyncGenerator<Operation, void> {
  const found = collectRanges()
  let number = 0
  for await (const operation of operationsIn(unpacked.pieces(entryName.operations), path)) {
    number += 1
    if (!found.add(operation.copy, operation.sequence)) {
      throw wrong(path, `holds step ${number} out of the order of the copy that made it`)
    }
    yield operation
  }
  if (number !== counts.operations || JSON.stringify(found.ranges) !== JSON.stringify(ranges)) {
    throw wrong(path, 'holds other steps than it says')
  }
}

function notThere(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new TandemError('not-found', `There is no file at ${path}.`, 'It may have been moved or renamed.')
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new TandemError(
      'unreadable-file',
      `${shownName(path)} cannot be read: you have no right to.`,
      'Copy it to a folder of your own, or ask for the right to read it.',
    )
  }
  return takenAway(path)
}

const takenAway = (path: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(path)} could not be read to its end: its disk was taken away, or it was changed meanwhile.`,
    'Copy it to this computer’s own disk and try again. Nothing was changed.',
  )
