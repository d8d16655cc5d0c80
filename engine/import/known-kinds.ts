/** A kind of file that holds no text we can take, told by its first bytes; and what a person can do instead. */
export interface KnownKind {
  what: string
  hint: string
}

const picture: KnownKind = { what: 'a picture', hint: 'Type out its text into a document and import that.' }
const recording: KnownKind = { what: 'a recording', hint: 'Import its transcript (.docx, .txt or .vtt).' }
const archive: KnownKind = { what: 'an archive', hint: 'Unpack it and import the files inside.' }
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
