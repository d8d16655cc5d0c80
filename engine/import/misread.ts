import { TextDecoder } from 'node:util'

const western = new TextDecoder('windows-1252')
/** Every letter a byte stands for on code page 1252, back to that byte. */
const byteOf = new Map(
  Array.from({ length: 128 }, (_, n) => [western.decode(Uint8Array.of(n + 128)), n + 128] as const),
)

/**
 * Text that was UTF-8 and was read as code page 1252, because the message names no code page or a wrong one, read
 * anew; null where it was not. Words that happen to be both are not written: each of their letters would have to be.
 */
export function misreadUtf8(text: string): string | null {
  if (!/[\u0080-\u{10FFFF}]/u.test(text)) return null
  const bytes = Buffer.alloc(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code < 128 ? code : byteOf.get(text.charAt(at))
    if (byte === undefined) return null
    bytes[at] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
