import type { Readable } from 'node:stream'
import { fromBufferPromise } from 'yauzl'

/** Deeper than this no file stands within a file. */
const deepest = 4
const mostBytes = 512 * 1024 * 1024

/**
 * The words inside a file that was made here, whatever its format: text, HTML, XML and JSON as they are read, zips
 * (docx, xlsx) entry by entry. Null where there is something that cannot be looked into, so that nobody takes silence
 * for an answer.
 */
export async function textInside(bytes: Uint8Array, depth = 0): Promise<string[] | null> {
  if (depth > deepest || bytes.byteLength > mostBytes) return null
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return insideZip(bytes, depth)
  if (isPicture(bytes)) return []
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
  if (text.includes('\0')) return null
  return [read(text)]
}

/** PNG, JPEG and GIF hold no words to look through. */
const isPicture = (bytes: Uint8Array): boolean =>
  [
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
  ].some(magic => magic.every((byte, n) => bytes[n] === byte))

async function insideZip(bytes: Uint8Array, depth: number): Promise<string[] | null> {
  const found: string[] = []
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    for await (const entry of zip.eachEntry()) {
      found.push(entry.fileName)
      if (entry.fileName.endsWith('/')) continue
      if (entry.uncompressedSize > mostBytes) return null
      const inside = await textInside(await bytesOf(await zip.openReadStreamPromise(entry)), depth + 1)
      if (inside === null) return null
      found.push(...inside)
    }
  } catch {
    return null
  }
  return found
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** A text as a person reads it: what marks it up put aside. */
function read(text: string): string {
  const body = text.replace(/^\uFEFF/, '')
  const first = body.trimStart().charAt(0)
  if (first === '<') return readMarkup(body)
  if (first === '{' || first === '[') {
    try {
      return words(JSON.parse(body)).join('\n')
    } catch {
      // Not JSON after all: read as it stands.
    }
  }
  // Markdown sets a backslash before its marks, CSV doubles quotation marks.
  return entities(body.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('""', '"'))
}

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(words)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => [name, ...words(inner)])
  }
  return []
}

/** Runs of Word and of spreadsheets, and what HTML sets within a line: no word ends at them. */
const within =
  /<\/?(?:w:(?:r|t|proofErr|bookmarkStart|bookmarkEnd|hyperlink|lang|noProof)|r|t|span|bdi|bdo|b|i|u|em|strong|a|mark|small|sup|sub|code)(?:\s[^<>]*)?\/?>/g
const looks = /<(w:rPr|rPr)>.*?<\/\1>/gs
const attribute = /\s[\w:-]+\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g

/** Cells of a spreadsheet that only say where they stand and which of the shared strings, read elsewhere, is in them. */
const places =
  /<row r="\d+"(?: ht="[\d.]+" customHeight="1")?>|<c r="[A-Z]{1,3}\d+"(?: s="\d+")?(?:\/>| t="s"><v>\d+<\/v><\/c>)/g

function readMarkup(markup: string): string {
  const text = markup.replace(places, '\n')
  const inAttributes: string[] = []
  const seen = new Set<string>()
  for (const { 0: tag } of text.matchAll(/<[^<>]+>/g)) {
    if (seen.has(tag)) continue
    seen.add(tag)
    for (const { 1: double, 2: single } of tag.matchAll(attribute)) inAttributes.push(double ?? single ?? '')
  }
  const body = text
    .replace(looks, '')
    .replace(within, '')
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<[^<>]+>/g, '\n')
    .replace(/\n\s*/g, '\n')
  return entities([body, ...new Set(inAttributes)].join('\n'))
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

const entities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
