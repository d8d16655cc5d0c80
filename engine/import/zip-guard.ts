import type { Readable } from 'node:stream'
import { inflateRawSync } from 'node:zlib'
import { TandemError } from '#shared/errors.ts'
import { shownName } from './file-name.ts'
import { limits } from './limits.ts'

/** Entries up to this size are unpacked as a whole; in bytes. */
const unpackedAtOnce = 16 * 1024 * 1024

/**
 * Unpacks every entry of a zip into nothing, before any parser sees it, to be sure that the file is whole and that
 * its entries are as small as they claim. `watch` names short words to look for in entries (by entry name);
 * the answer holds those that occur. Throws `unreadable-file` or `too-large`.
 */
export async function guardZip(bytes: Uint8Array, fileName: string, watch: Watch = []): Promise<Set<string>> {
  const { fromBufferPromise } = await import('yauzl')
  const seen = new Set<string>()
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      strictFileNames: true,
    })
    if (zip.entryCount > limits.zipEntries) throw tooMuch(fileName)
    let total = 0
    const names = new Set<string>()
    for await (const entry of zip.eachEntry()) {
      if (names.has(entry.fileName)) throw new Error(`duplicate entry ${entry.fileName}`)
      names.add(entry.fileName)
      if (entry.isEncrypted()) throw locked(fileName)
      const patterns = watch.flatMap(([name, words]) => (name.test(entry.fileName) ? [words] : []))
      const cap = Math.min(
        /\.(?:xml|rels|vml)$/i.test(entry.fileName) ? limits.zipEntryBytes : limits.zipTotalBytes,
        limits.zipTotalBytes - total,
      )
      if (entry.uncompressedSize > cap) throw tooMuch(fileName)
      if (entry.uncompressedSize > unpackedAtOnce || entry.compressionMethod !== 8) {
        total += await drain(await zip.openReadStreamPromise(entry), cap, patterns, seen, fileName)
        continue
      }
      // Most entries are small: unpacking them in one go is many times faster than as a stream.
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
      const content = inflateRawSync(bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize), {
        maxOutputLength: Math.max(1, entry.uncompressedSize),
      })
      if (content.length !== entry.uncompressedSize) throw new Error(`wrong size of ${entry.fileName}`)
      if (patterns.length > 0) look(content.toString('latin1'), patterns, seen)
      total += content.length
    }
    if (total > 1024 * 1024 && total > bytes.length * limits.zipRatio) throw tooMuch(fileName)
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw error instanceof Error && leadsOutside.test(error.message) ? escaping(fileName) : damaged(fileName)
  }
  return seen
}

/** Words to look for, as a global pattern (characters of ASCII), by the names of the entries. */
type Watch = readonly (readonly [name: RegExp, words: RegExp])[]

function look(text: string, patterns: readonly RegExp[], seen: Set<string>): void {
  for (const pattern of patterns) for (const [word] of text.matchAll(pattern)) seen.add(word)
}

/** What the zip library says of a name that is no place inside the zip. */
const leadsOutside = /^(?:absolute path|invalid relative path|invalid characters in fileName)/

async function drain(
  stream: Readable,
  cap: number,
  patterns: readonly RegExp[],
  seen: Set<string>,
  fileName: string,
): Promise<number> {
  let size = 0
  let tail = ''
  for await (const chunk of stream) {
    const piece: Buffer = chunk
    size += piece.length
    if (size > cap) throw tooMuch(fileName)
    if (patterns.length === 0) continue
    const text = tail + piece.toString('latin1')
    look(text, patterns, seen)
    tail = text.slice(-64)
  }
  return size
}

const tooMuch = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} unpacks to far more than a document holds and was not read.`,
    'If it is a real document, open it, copy its text into a new file and import that.',
  )

const damaged = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is damaged or was cut off on its way here.`,
    'Copy or download it again; if it opens in Word or LibreOffice, save it anew and import that.',
  )

const escaping = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} holds names that lead outside of it and was not read.`,
    'No word processor writes such a file: ask whoever it came from, or save its text as a new document.',
  )

/** The refusal of anything protected by a password. */
export const locked = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is protected by a password.`,
    'Open it with its password, save a copy without one, and import the copy.',
  )
