import { decodeText, looksBinary } from './decode.ts'

const openingBytes = 32_768

/** True where the file begins with these bytes. */
export const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte)

/** True where the file is text and its beginning, decoded and with `\n` line ends, matches. */
export const startsWithText = (bytes: Uint8Array, pattern: RegExp): boolean => pattern.test(opening(bytes))

/** The first characters of a text file, decoded, without a byte-order mark, with `\n` line ends; empty for binary. */
export function opening(bytes: Uint8Array): string {
  const head = bytes.subarray(0, openingBytes)
  if (looksBinary(head)) return ''
  return decodeText(head, '')
    .text.replace(/\r\n?/g, '\n')
    .replace(/^\uFEFF/, '')
}

/** True where these ASCII or UTF-16LE characters occur anywhere in the file. */
export function holds(bytes: Uint8Array, text: string, encoding: 'latin1' | 'utf16le' = 'latin1'): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding))
}

/** The names of a zip's entries as its directory lists them; null where the bytes are no zip or it is not whole. */
export function zipNames(bytes: Uint8Array): string[] | null {
  if (!startsWith(bytes, 0x50, 0x4b)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at
      break
    }
  }
  if (end === -1) return null
  const names: string[] = []
  let at = view.getUint32(end + 16, true)
  while (at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50 && names.length < 10_000) {
    const length = view.getUint16(at + 28, true)
    names.push(
      Buffer.from(
        bytes.buffer,
        bytes.byteOffset + at + 46,
        Math.min(length, bytes.length - at - 46),
      ).toString('utf8'),
    )
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names.length === 0 && view.getUint16(end + 10, true) > 0 ? null : names
}
