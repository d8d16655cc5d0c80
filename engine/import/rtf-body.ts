import { deEncapsulateSync } from 'rtf-stream-parser'
import { decodePage } from './code-pages.ts'

/** Text that every compressed body may refer back to (MS-OXRTFCP 2.1.2.1). */
const dictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const windowBytes = 4096
/** No message's body unpacks to more, in bytes. */
const largest = 64 * 1024 * 1024

/** Rich text as Outlook packs it (LZFu), unpacked; null where the bytes are not that, or end too soon, or are too many. */
export function unpackRtf(packed: Uint8Array): Uint8Array | null {
  if (packed.length < 16) return null
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const size = view.getUint32(4, true)
  const kind = view.getUint32(8, true)
  if (size > largest) return null
  if (kind === 0x414c454d) return packed.subarray(16, 16 + size)
  if (kind !== 0x75465a4c) return null
  const recent = Buffer.alloc(windowBytes, ' ')
  let at = recent.write(dictionary, 'latin1')
  const out = Buffer.alloc(size)
  let written = 0
  const put = (byte: number): void => {
    recent[at] = byte
    at = (at + 1) % windowBytes
    if (written < size) out[written++] = byte
  }
  for (let from = 16; from < packed.length && written < size; ) {
    const flags = packed[from++] ?? 0
    for (let bit = 0; bit < 8 && from < packed.length && written < size; bit++) {
      if (((flags >> bit) & 1) === 0) {
        put(packed[from++] ?? 0)
        continue
      }
      if (from + 1 >= packed.length) return out.subarray(0, written)
      const reference = view.getUint16(from, false)
      from += 2
      const offset = reference >> 4
      // A reference to where the next byte goes ends the body.
      if (offset === at) return out.subarray(0, written)
      for (let n = 0; n < (reference & 15) + 2; n++) put(recent[(offset + n) % windowBytes] ?? 0)
    }
  }
  return out.subarray(0, written)
}

/** What a rich text body wraps: the HTML or plain text it was made from; null where it is rich text of its own. */
export function unwrapRtf(rtf: Uint8Array): { mode: 'text' | 'html'; text: string } | null {
  try {
    const { mode, text } = deEncapsulateSync(Buffer.from(rtf), {
      decode: (bytes, page) => decodePage(bytes, page),
      warn: () => {},
    })
    return { mode, text: String(text) }
  } catch {
    return null
  }
}
