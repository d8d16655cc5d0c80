import { TandemError } from '#shared/errors.ts'
import { extensionOf, shownName } from './file-name.ts'
import type { Format } from './format.ts'
import { html } from './formats/html.ts'
import { formats } from './formats/index.ts'
import { msg } from './formats/msg.ts'
import { knownData, knownKind, knownZip } from './known-kinds.ts'
import { holds, opening, startsWith, zipNames } from './magic.ts'
import { locked } from './zip-guard.ts'

/** What a file is, by its content first and its name second. */
export interface Recognised {
  format: Format
  /** Set where the name says something else than the content. */
  warnings: string[]
}

/** Endings that plain text goes by without anyone being misled. */
const textEndings = ['', 'txt', 'text', 'md', 'log']

/**
 * Which format reads these bytes. Throws with one sentence saying what the file is instead and what to do:
 * empty, protected, a picture, a recording, an old Word file, an archive, or nothing that can be told.
 */
export function recognise(bytes: Uint8Array, fileName: string): Recognised {
  if (bytes.length === 0) {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is empty (0 bytes).`,
      'Copy or download it again.',
    )
  }
  refuseKnown(bytes, fileName)
  const format = formats.find(candidate => candidate.recognises(bytes, fileName))
  if (format?.id === 'txt' && isBrokenWord(bytes, fileName)) {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is not a Word document that can be read: it is damaged or something else.`,
      'Open it in Word and save it anew.',
    )
  }
  if (!format) throw refuseZip(bytes, fileName) ?? binary(fileName)
  const ending = extensionOf(fileName)
  const expected =
    format.extensions.includes(ending) ||
    ending === '' ||
    (format.id === 'txt' && textEndings.includes(ending))
  const warnings = expected
    ? []
    : [`${shownName(fileName)} is ${format.name}, whatever its name says, and was read as one.`]
  return { format, warnings }
}

/** A file by a Word document's name that begins as a zip, or with bytes that no text begins with, is not taken for text. */
function isBrokenWord(bytes: Uint8Array, fileName: string): boolean {
  if (!wordEndings.includes(extensionOf(fileName))) return false
  if (isZip(bytes)) return true
  return [...bytes.subarray(0, 1024)].some(byte => byte < 32 && !(byte >= 9 && byte <= 13))
}

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)

const wordEndings = ['docx', 'docm', 'dotx']

function refuseKnown(bytes: Uint8Array, fileName: string): void {
  // The entries of a zip tell what it is.
  if (isZip(bytes)) return
  const name = shownName(fileName)
  const refuse = (what: string, hint: string): never => {
    throw new TandemError('unsupported-file', `${name} is ${what}, which cannot be read here.`, hint)
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) && !msg.recognises(bytes, fileName))
    refuseCompound(bytes, fileName, refuse)
  const known = knownKind(bytes)
  if (known) refuse(known.what, known.hint)
  const data = knownData(opening(bytes).trimStart(), extensionOf(fileName))
  if (data && !html.recognises(bytes, fileName)) refuse(data.what, data.hint)
}

/** Microsoft's old container: Word, Excel and Outlook files of before 2007, and every protected one since. */
function refuseCompound(
  bytes: Uint8Array,
  fileName: string,
  refuse: (what: string, hint: string) => never,
): never {
  const has = (entry: string): boolean => holds(bytes, entry, 'utf16le')
  if (has('EncryptedPackage')) throw locked(fileName)
  if (has('WordDocument'))
    refuse('an old Word document (.doc)', 'Open it in Word or LibreOffice, save it as .docx and import that.')
  if (has('Workbook') || has('Book'))
    refuse(
      'an old Excel workbook (.xls)',
      'Open it in a spreadsheet program, save it as .xlsx and import that.',
    )
  if (has('PowerPoint Document'))
    refuse('an old PowerPoint file (.ppt)', 'Copy its text into a document and import that.')
  if (isCutCompound(bytes)) throw cutOff(shownName(fileName))
  return refuse(
    'an old Office file',
    'Open it in the program that made it, save it as .docx and import that.',
  )
}

function refuseZip(bytes: Uint8Array, fileName: string): TandemError | null {
  if (!startsWith(bytes, 0x50, 0x4b)) return null
  const name = shownName(fileName)
  const names = zipNames(bytes)
  if (!names) return cutOff(name)
  const { what, hint } = knownZip(names)
  return new TandemError('unsupported-file', `${name} is ${what}, which cannot be read as a source.`, hint)
}

/** True where an old container counts on more sectors than the file has (MS-CFB 2.2 and 2.3). */
function isCutCompound(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return true
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  if (shift !== 9 && shift !== 12) return false
  const size = 2 ** shift
  const isBehind = (sector: number): boolean => (sector + 1) * size >= bytes.length
  if (isBehind(view.getUint32(48, true))) return true
  for (let table = 0; table < Math.min(109, view.getUint32(44, true)); table++) {
    const at = (view.getUint32(76 + table * 4, true) + 1) * size
    if (at + size > bytes.length) return true
    // The last sector that is in use must be there.
    for (let n = size / 4 - 1; n >= 0 && isBehind(table * (size / 4) + n); n--) {
      if (view.getUint32(at + n * 4, true) !== freeSector) return true
    }
  }
  return false
}
const freeSector = 0xffffffff

const cutOff = (name: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${name} is damaged or was cut off on its way here.`,
    'Copy or download it again; if it opens in Word or LibreOffice, save it anew and import that.',
  )

const binary = (fileName: string): TandemError =>
  new TandemError(
    'unsupported-file',
    `${shownName(fileName)} holds no text that can be read.`,
    'Import documents as .docx, .odt, .rtf, .pdf, .html, .md, .txt, .vtt, .srt, .eml, .mbox, .msg, .csv or .xlsx.',
  )
