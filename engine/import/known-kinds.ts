/** A kind of file that holds no text we can take, told by its first bytes; and what a person can do instead. */
export interface KnownKind {
  what: string
  hint: string
}

const picture: KnownKind = { what: 'a picture', hint: 'Type out its text into a document and import that.' }
const recording: KnownKind = { what: 'a recording', hint: 'Import its transcript (.docx, .txt or .vtt).' }
const archive: KnownKind = { what: 'an archive', hint: 'Unpack it and import the files inside.' }
const asWord = 'Open it in the program that made it, save or export it as Word (.docx) and import that.'

/** First bytes in hexadecimal, `..` for any byte. */
const magic: readonly (readonly [bytes: string, kind: KnownKind])[] = [
  ['89504e47', picture],
  ['ffd8ff', picture],
  ['47494638', picture],
  ['424d........0000', picture],
  ['49492a00', picture],
  ['4d4d002a', picture],
  ['52494646........57454250', picture],
  ['........66747970686569', picture],
  ['........66747970617669', picture],
  ['........667479706d6966', picture],
  ['........66747970', recording],
  ['494433', recording],
  ['4f676753', recording],
  ['664c6143', recording],
  ['52494646........57415645', recording],
  ['52494646........415649', recording],
  ['1a45dfa3', recording],
  ['fffb', recording],
  ['fff3', recording],
  ['fff1', recording],
  ['000001ba', recording],
  ['3026b275', recording],
  ['ff575043', { what: 'a WordPerfect document', hint: asWord }],
  [
    '62706c697374',
    { what: 'a web archive of Safari', hint: 'Open it in Safari, save or print it as PDF and import that.' },
  ],
  [
    '41542654464f524d',
    { what: 'a scan (DjVu)', hint: 'Have its text recognised (OCR), save it as .docx and import that.' },
  ],
  ['377abcaf', archive],
  ['52617221', archive],
  ['1f8b', archive],
  ['425a68', archive],
  ['fd377a585a', archive],
]

/** The kind these bytes are of where their beginning tells; null where it does not. */
export function knownKind(bytes: Uint8Array): KnownKind | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const match = magic.find(([pattern]) =>
    [...pattern].every((digit, i) => digit === '.' || digit === head[i]),
  )
  return match ? match[1] : null
}

/** Containers that are zips, told by the names of their entries or by the media type their first entry states. */
const zips: readonly (readonly [entry: RegExp, kind: KnownKind])[] = [
  [/^ppt\//, { what: 'a PowerPoint file', hint: 'Copy its text into a document and import that.' }],
  [/\.qde$/, { what: 'a REFI-QDA project', hint: 'Use the command for importing a project.' }],
  [
    /^Index\/(?:Document|Tables\/|Slide)|^Index\.zip$|^index\.apxl$/,
    {
      what: 'a file of Pages, Numbers or Keynote',
      hint: 'Open it there, choose File, Export To, Word (or Excel) and import that.',
    },
  ],
  [
    /^META-INF\/container\.xml$/,
    { what: 'an e-book', hint: 'Copy its text into a document and import that.' },
  ],
  [
    /^(?:content\.xml|mimetype)$/,
    {
      what: 'an OpenDocument file other than a text',
      hint: 'Open it in LibreOffice, save it as .odt or .xlsx and import that.',
    },
  ],
  [
    /^xl\/workbook\.bin$/,
    { what: 'a binary Excel workbook (.xlsb)', hint: 'Save it as .xlsx in Excel and import that.' },
  ],
]

/** What a zip of these entries is, where none of the formats reads it. */
export function knownZip(names: readonly string[]): KnownKind {
  if (names.length === 0) return { what: 'an empty archive', hint: archive.hint }
  return zips.find(([entry]) => names.some(name => entry.test(name)))?.[1] ?? archive
}

/** Text that is data of some program rather than a document: XML and JSON, told by how it begins. */
export function knownData(text: string, ending: string): KnownKind | null {
  const hint = 'Export it from the program that made it as .docx, .txt or .xlsx.'
  if (/^<\?xml\b|^<!doctype\b/i.test(text)) {
    if (/progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b/.test(text))
      return { what: 'a Word document in XML', hint: 'Open it in Word, save it as .docx and import that.' }
    if (/<office:document\b/.test(text))
      return {
        what: 'a flat OpenDocument file',
        hint: 'Open it in LibreOffice, save it as .odt and import that.',
      }
    return { what: 'a data file (XML)', hint }
  }
  if (/^g(?:doc|sheet|slides)$/.test(ending))
    return {
      what: 'a link to a Google document, not the document',
      hint: 'Open it in Google Docs, choose File, Download, Word and import that.',
    }
  if (ending === 'json' || /^[[{]\s*"[^"\n]{1,60}"\s*:/.test(text))
    return { what: 'a data file (JSON)', hint }
  return null
}
