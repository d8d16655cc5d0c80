import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { TandemError } from '#shared/errors.ts'
import type { Operation } from '../history/journal.ts'
import { shownName } from '../import/file-name.ts'
import { diskFailure, mustBeFree, partOf, putInPlace, sweepParts } from '../studies/durable-file.ts'
import { version } from '../version.ts'
import { limits } from './limits.ts'
import { type DraftManifest, entryName, format, type Manifest, readManifest } from './manifest.ts'
import { lineOf, tooLong } from './operation-lines.ts'
import { hashOfZeros, paddedSize, zerosFor, zerosInPieces } from './padding.ts'
import { encrypterFor, type Protection } from './protection.ts'
import { collectRanges } from './ranges.ts'
import { publicKeyOf, signatureOf } from './signing.ts'

/** What is to be put into a package. Both lists are drawn on one at a time, the operations first, and only once. */
export interface Draft {
  manifest: DraftManifest
  /** Of each copy, in order of sequence. */
  operations: Iterable<Operation> | AsyncIterable<Operation>
  /** Bytes that are found again by their SHA-256; the same ones twice are put in once. */
  contents: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** What was written. */
export interface Written {
  bytes: number
  /** Of the file. */
  sha256: string
  manifest: Manifest
}

/**
 * Writes a package to `path`, whole or not at all: under a temporary name, flushed, renamed, folder flushed. `signingKey`
 * is an Ed25519 seed in hexadecimal. Refuses a file that is there unless told to `force`, and what no reader would take.
 */
export async function writePackage(
  path: string,
  draft: Draft,
  protection: Protection,
  signingKey: string,
  options: { force?: boolean; signal?: AbortSignal } = {},
): Promise<Written> {
  const force = options.force === true
  if (!force) mustBeFree(path)
  sweepParts(path)
  const temporary = partOf(path)
  const zipped = zipOf(draft, signingKey, path)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      for await (const piece of await encrypted(zipped.pieces, protection)) {
        options.signal?.throwIfAborted()
        bytes += piece.length
        if (bytes > limits.fileBytes) throw tooLarge(path)
        hash.update(piece)
        await writeAll(file, piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    putInPlace(temporary, path, force)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw diskFailure(error, path)
  }
  return { bytes, sha256: hash.digest('hex'), manifest: zipped.manifest() }
}

async function encrypted(
  pieces: AsyncIterable<Uint8Array>,
  protection: Protection,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = encrypterFor(protection)
  return encrypter.encrypt(ReadableStream.from(pieces))
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
}

/**
 * The zip of a draft, a piece at a time: operations, contents, the manifest that lists them, its signature. So that the
 * file's size tells little of how much a coder did, the last content is as many zeros as make it a size that packages
 * have (padding.ts). Nothing refers to them, and whoever reads the package does not keep what nothing refers to.
 */
function zipOf(draft: Draft, signingKey: string, path: string) {
  const ready: Uint8Array[] = []
  let packedBytes = 0
  const zip = new Zip((error, piece) => {
    if (error) throw error
    packedBytes += piece.length
    ready.push(piece)
  })
  const entries: Manifest['entries'] = []
  const { ranges, add } = collectRanges()
  const counts = { operations: 0, contents: 0, sources: draft.manifest.sources }
  let manifest: Manifest | null = null

  function* drained(): Generator<Uint8Array, void> {
    yield* ready.splice(0)
  }

  async function* entry(
    name: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    cap: number,
    compression: 0 | 8 = 8,
  ) {
    const packed: ZipInputFile = { filename: name, size: 0, crc: 0, compression, mtime: sameForAll }
    zip.add(packed)
    const hash = createHash('sha256')
    async function* counted() {
      for await (const piece of pieces) {
        packed.size += piece.length
        if (packed.size > cap) throw tooLarge(path)
        packed.crc = crc32(piece, packed.crc)
        hash.update(piece)
        yield piece
      }
    }
    for await (const piece of compression === 0 ? counted() : deflated(counted)) {
      packed.ondata?.(null, piece as Uint8Array<ArrayBuffer>, false)
      yield* drained()
    }
    packed.ondata?.(null, new Uint8Array(), true)
    yield* drained()
    entries.push({ name, bytes: packed.size, sha256: hash.digest('hex') })
  }

  async function* lines() {
    let held: Buffer[] = []
    let length = 0
    for await (const operation of draft.operations) {
      if (!add(operation.copy, operation.sequence)) {
        throw new Error(`Operation ${operation.sequence} of copy ${operation.copy} is out of order`)
      }
      const line = lineOf(operation)
      if (line.length > limits.lineBytes) throw tooLong(path)
      if (++counts.operations > limits.operations) throw tooLarge(path)
      held.push(line)
      length += line.length
      if (length < atOnce) continue
      yield Buffer.concat(held)
      held = []
      length = 0
    }
    yield Buffer.concat(held)
  }

  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    const most = draft.manifest.kind === 'return' ? limits.returnedBytes : limits.operationsBytes
    yield* entry(entryName.operations, lines(), most)
    const known = new Set<string>()
    for await (const content of draft.contents) {
      const name = entryName.content(createHash('sha256').update(content).digest('hex'))
      if (known.has(name)) continue
      known.add(name)
      if (++counts.contents > limits.entries - 4) throw tooLarge(path)
      yield* entry(name, [content], limits.contentBytes)
    }
    counts.contents++
    const zeros = zerosFor(sizeWith, count => known.has(entryName.content(hashOfZeros(count))))
    yield* entry(entryName.content(hashOfZeros(zeros)), zerosInPieces(zeros), limits.contentBytes, 0)
    const bytes = manifestOf([...entries])
    manifest = readManifest(bytes, path)
    yield* entry(entryName.manifest, [bytes], limits.manifestBytes, 0)
    yield* entry(entryName.signature, [Buffer.from(signatureOf(bytes, signingKey))], bytes.length, 0)
    zip.end()
    yield* drained()
    if (packedBytes !== paddedSize(packedBytes))
      throw new Error(`A package of ${packedBytes} bytes is not padded`)
  }

  function manifestOf(listed: Manifest['entries']): Buffer {
    const { sources: _, ...said } = draft.manifest
    return Buffer.from(
      JSON.stringify({
        format,
        minReader: format,
        ...said,
        app: version(),
        counts,
        ranges,
        entries: listed,
        publicKey: publicKeyOf(signingKey),
      }),
    )
  }

  /** What the zip will come to, in bytes, with so many zeros after what is in it now; the manifest is as it is, so its length is known. */
  function sizeWith(zeros: number): number {
    const sha256 = '0'.repeat(64)
    const padding = { name: entryName.content(sha256), bytes: zeros, sha256 }
    const listed = [...entries, padding]
    const names = [...listed.map(({ name }) => name), entryName.manifest, entryName.signature]
    return (
      packedBytes +
      zeros +
      manifestOf(listed).length +
      signatureLength +
      names.slice(-3).reduce((sum, name) => sum + zipFrame.local + name.length, 0) +
      names.reduce((sum, name) => sum + zipFrame.central + name.length, 0) +
      zipFrame.end
    )
  }

  return {
    pieces: pieces(),
    manifest: (): Manifest => {
      if (!manifest) throw new Error('The manifest was not reached')
      return manifest
    },
  }
}

/** What a zip says around the bytes of an entry, before and after them and in its list, and at its end; in bytes without names. */
const zipFrame = { local: 30 + 16, central: 46, end: 22 }

/** Of an Ed25519 signature in hexadecimal. */
const signatureLength = 128

/** The system's deflate is several times as fast as one in JavaScript, and runs beside this thread. */
async function* deflated(pieces: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const deflate = createDeflateRaw({ level: 6 })
  const feeding = pipeline(pieces, deflate)
  feeding.catch(() => deflate.destroy())
  for await (const piece of deflate) yield piece as Uint8Array
  await feeding
}

/** Lines are packed together until they are this long, in bytes. */
const atOnce = 256 * 1024

/** When an entry was made says nothing the manifest does not: it is the same for all. */
const sameForAll = new Date(2000, 0, 1)

const tooLarge = (path: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(path)} would be larger than a package may be (${limits.fileBytes / 1024 / 1024} MB) and was not written.`,
    'Hand out fewer sources at a time, or leave large files out.',
  )
