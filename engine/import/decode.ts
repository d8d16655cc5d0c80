import { createRequire } from 'node:module'
import { TextDecoder } from 'node:util'
import { TandemError } from '#shared/errors.ts'
import { shownName } from './file-name.ts'

/** Text as decoded, not yet normalised; `warnings` say which encoding was guessed. */
export interface DecodedText {
  text: string
  warnings: string[]
}

const sampleBytes = 64 * 1024

/**
 * The text of a file: by byte-order mark, else UTF-8 or UTF-16 where the bytes can be nothing else, else the most
 * likely code page, with a warning. `encoding` (a WHATWG label) overrides all. Throws `bad-input` for an unknown label.
 */
export function decodeText(bytes: Uint8Array, fileName: string, encoding?: string): DecodedText {
  if (encoding !== undefined) return { text: decoderFor(encoding, fileName).decode(bytes), warnings: [] }
  const wide = utf32Of(bytes)
  if (wide) return { text: decodeUtf32(bytes, wide), warnings: [] }
  const sure = unicodeOf(bytes)
  try {
    return {
      text: new TextDecoder(sure ?? 'utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      warnings: [],
    }
  } catch {
    return sure ? decodeBroken(bytes, sure, fileName) : decodeGuessing(bytes, fileName)
  }
}

/** True where bytes are no text in any encoding: control characters, or NULs that are not UTF-16. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (utf32Of(bytes) || unicodeOf(bytes)) return false
  const sample = bytes.subarray(0, sampleBytes)
  let controls = 0
  let nuls = 0
  for (const byte of sample) {
    if (byte === 0) nuls++
    else if (byte < 32 && !(byte >= 7 && byte <= 13) && byte !== 27 && byte !== 26) controls++
  }
  return nuls > Math.max(3, sample.length * 0.01) || controls > Math.max(2, sample.length * 0.02)
}

/** UTF-32 by byte-order mark, where what follows are characters: a UTF-16 text may begin with its mark and a NUL. */
function utf32Of(bytes: Uint8Array): 'little' | 'big' | null {
  const [a, b, c, d] = bytes
  const isLittle = a === 0xff && b === 0xfe && c === 0 && d === 0
  if (!isLittle && !(a === 0 && b === 0 && c === 0xfe && d === 0xff)) return null
  for (let at = isLittle ? 6 : 4; at < Math.min(bytes.length, 4096); at += 4) {
    const [low, high] = isLittle ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]]
    if ((low ?? 0) > 0x10 || (high ?? 0) !== 0) return null
  }
  return isLittle ? 'little' : 'big'
}

/** The text of UTF-32, its mark included; what is no character becomes \uFFFD. No decoder of the platform reads it. */
function decodeUtf32(bytes: Uint8Array, order: 'little' | 'big'): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, order === 'little')
    const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    pieces.push(isCharacter ? String.fromCodePoint(point) : '\uFFFD')
  }
  if (bytes.length % 4 > 0) pieces.push('\uFFFD')
  return pieces.join('')
}

/** UTF-16 or UTF-8 by byte-order mark, or UTF-16 by its NULs: every second byte of Western text. */
function unicodeOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4096)
  if (sample.length < 4 || sample.length % 2 !== 0) return null
  const nuls = [0, 0]
  for (const [i, byte] of sample.entries()) if (byte === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  const half = sample.length / 2
  if (odd > half * 0.4 && even < half * 0.02) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.02) return 'utf-16be'
  return null
}

function decodeBroken(bytes: Uint8Array, encoding: string, fileName: string): DecodedText {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  return {
    text,
    warnings: [
      `${shownName(fileName)} is ${encoding.toUpperCase()} with broken characters, now shown as \uFFFD.`,
    ],
  }
}

function decodeGuessing(bytes: Uint8Array, fileName: string): DecodedText {
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const sample = utf8.slice(0, sampleBytes)
  const broken = sample.match(/\uFFFD/g)?.length ?? 0
  const whole = sample.match(/[\u0080-\uFFFC]/g)?.length ?? 0
  if (whole > broken * 10 || (broken === 0 && whole > 0)) return decodeBroken(bytes, 'utf-8', fileName)
  const { analyse }: typeof import('chardet') = createRequire(import.meta.url)('chardet')
  for (const { name, confidence } of analyse(aroundFirstAccent(bytes))) {
    const label = name.replace(/^ISO-8859-1$/, 'windows-1252')
    const decoder = decoderOrNull(label)
    if (!decoder || /^utf-/i.test(label)) continue
    const trial = decoder.decode(bytes.subarray(0, sampleBytes))
    if ((trial.match(/\uFFFD/g)?.length ?? 0) > trial.length / 100) continue
    const better = moreLegible(decoder.encoding, bytes)
    const guess = confidence < 50 ? 'a weak guess' : 'a guess'
    const warning = `Read as ${better}, ${guess} from the bytes; check that accented letters look right.`
    return { text: new TextDecoder(better).decode(bytes), warnings: [warning] }
  }
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    warnings: [
      'Read as windows-1252 because the encoding is not stated; check that accented letters look right.',
    ],
  }
}

/** Code pages that guessers overlook: of DOS and the first Macintoshes, and Russian ones. */
const overlooked = ['ibm866', 'koi8-r', 'windows-1251', 'macintosh']

/** The code page in which far more of what is not ASCII is letters, small ones after small ones; else the guess. */
function moreLegible(guess: string, bytes: Uint8Array): string {
  const sample = aroundFirstAccent(bytes)
  const least = legibility(guess, sample) + 0.2
  return overlooked.reduce(
    (best, label) => {
      const share = legibility(label, sample)
      return share > best.share ? { label, share } : best
    },
    { label: guess, share: least },
  ).label
}

/** Which share of what is not ASCII is letters or quotation marks and dashes; capitals inside words count against it. */
function legibility(label: string, sample: Uint8Array): number {
  const text = new TextDecoder(label).decode(sample)
  const foreign = text.match(/[^\0-\x7F]/g)?.length ?? 0
  const legible = text.match(/[\p{L}‘’“”–—…]/gu)?.filter(sign => sign > '\x7F').length ?? 0
  const misplaced = text.match(/(?<=\p{Ll})\p{Lu}/gu)?.length ?? 0
  return foreign === 0 ? 1 : (legible - 2 * misplaced) / foreign
}

/** The stretch a guess can learn from: plain ASCII says nothing about a code page. */
function aroundFirstAccent(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex(byte => byte >= 0x80)
  const from = Math.max(0, first - 1024)
  return bytes.subarray(from, from + sampleBytes)
}

function decoderFor(label: string, fileName: string): TextDecoder {
  const decoder = decoderOrNull(label)
  if (decoder) return decoder
  throw new TandemError(
    'bad-input',
    `${shownName(fileName)} cannot be read as “${label}”: no such text encoding is known.`,
    'Use a name such as utf-8, utf-16le or windows-1252.',
  )
}

function decoderOrNull(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}
