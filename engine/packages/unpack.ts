import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { TandemError } from '#shared/errors.ts'
import { shownName } from '../import/file-name.ts'
import { limits } from './limits.ts'
import { entryName, isEntryName } from './manifest.ts'

/** The entries of a package's zip by name, in the order they stand in. Nothing is unpacked yet. */
export interface Unpacked {
  names: string[]
  /** The size an entry claims, which reading it holds it to. */
  bytes(name: string): number
  /** A stream of an entry's bytes; throws `damaged` where there is no such entry or it is not as it claims. */
  pieces(name: string): AsyncGenerator<Buffer, void>
}

/**
 * Looks through the zip in a package: names are exactly those a package may have, none twice, sizes within the limits
 * and no two entries over the same bytes. Throws `damaged` or `too-large`, naming the entry.
 */
export async function unpack(zipped: Buffer, file: string): Promise<Unpacked> {
  const entries = new Map<string, Entry>()
  const zip = await notWhole(file, async () => {
    // Names are taken as bytes: the zip library would read some of them in two ways.
    const zip = await fromBufferPromise(zipped, { lazyEntries: true, decodeStrings: false })
    if (zip.entryCount > limits.entries) throw unpacksTooFar(file)
    let end = 0
    let total = 0
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('latin1')
      if (!isEntryName(name)) throw wrong(file, `holds “${shown(name)}”, which is no part of a package`)
      if (entries.has(name)) throw wrong(file, `holds ${name} twice`)
      entries.set(name, entry)
      total += entry.uncompressedSize
      if (entry.uncompressedSize > capOf(name)) throw unpacksTooFar(file)
      end = await standsAfter(zip, entry, end, file)
    }
    if (total > limits.ratioFrom && total > zipped.length * limits.ratio) throw unpacksTooFar(file)
    return zip
  })
  return {
    names: [...entries.keys()],
    bytes: name => entries.get(name)?.uncompressedSize ?? 0,
    async *pieces(name) {
      const entry = entries.get(name)
      if (!entry) throw wrong(file, `lacks ${name}`)
      yield* piecesOf(zip, entry, name, file)
    },
  }
}

/** Refuses an entry that is called otherwise where its bytes are, or lies over another's; answers where it ends. */
async function standsAfter(zip: ZipFile, entry: Entry, end: number, file: string): Promise<number> {
  const name = entry.fileNameRaw.toString('latin1')
  const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry)
  if (!fileName.equals(entry.fileNameRaw)) throw wrong(file, `calls ${name} by another name too`)
  if (entry.relativeOffsetOfLocalHeader < end) throw wrong(file, `holds ${name} over another part`)
  return fileDataStart + entry.compressedSize
}

async function* piecesOf(zip: ZipFile, entry: Entry, name: string, file: string) {
  let stream: Readable | null = null
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) yield piece as Buffer
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw wrong(file, `holds ${name} in another length or packing than it says`)
  } finally {
    stream?.destroy()
  }
}

/** An entry's bytes as a whole. */
export async function bytesOf(unpacked: Unpacked, name: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of unpacked.pieces(name)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The SHA-256 of an entry, in hexadecimal. */
export async function hashOf(unpacked: Unpacked, name: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of unpacked.pieces(name)) hash.update(piece)
  return hash.digest('hex')
}

/** The refusal of a package whose content is not as its maker left it; `what` says what it does. */
export const wrong = (file: string, what: string): TandemError =>
  new TandemError(
    'damaged',
    `${shownName(file)} was changed after it was made: it ${what}.`,
    'Ask whoever sent it for it again, and how it came. Nothing was changed here.',
  )

function capOf(name: string): number {
  if (name === entryName.operations) return limits.operationsBytes
  if (name === entryName.manifest) return limits.manifestBytes
  return name === entryName.signature ? 128 : limits.contentBytes
}

/** A name that is none of ours, as it may be shown: short, and nothing in it that a screen would act on. */
const shown = (name: string): string => name.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)

async function notWhole<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw wrong(file, 'does not hold a whole zip')
  }
}

const unpacksTooFar = (file: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(file)} unpacks to far more than a package may hold and was not read.`,
    'Ask whoever sent it how it was made.',
  )
