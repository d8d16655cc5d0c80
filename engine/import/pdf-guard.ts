import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { limits } from './limits.ts'
import { tooMuch } from './parser-failures.ts'

const unpack = promisify(inflate)

/** How far before a stream its dictionary is looked for, in bytes. */
const dictionaryReach = 1500

/**
 * Unpacks the compressed streams of a PDF into nothing, before any parser sees them, to be sure that they are as
 * small as a document's. Pictures are passed over: nothing here ever unpacks them. Throws `too-large`.
 */
export async function guardPdf(bytes: Uint8Array, fileName: string): Promise<void> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let total = 0
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at + 6)) {
    if (file[at - 1] === 0x64) continue // endstream
    const start = at + (file[at + 6] === 0x0d ? 8 : 7)
    const head = file.toString('latin1', Math.max(0, at - dictionaryReach), at)
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1)
    if (/\/Subtype\s*\/Image\b/.test(dictionary) || (file[start] ?? 0) % 16 !== 8) continue
    const end = file.indexOf('endstream', start)
    let content: Buffer = file.subarray(start, end === -1 ? file.length : end)
    // A stream may be packed several times over.
    for (let layer = 0; layer < 4 && (content[0] ?? 0) % 16 === 8; layer++) {
      const room = Math.min(limits.pdfStreamBytes, limits.zipTotalBytes - total)
      try {
        content = await unpack(content, { maxOutputLength: room })
      } catch (error) {
        if (isTooLong(error)) throw tooMuch(fileName)
        break
      }
      total += content.length
    }
  }
}

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
