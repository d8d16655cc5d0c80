import type PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { TandemError } from '#shared/errors.ts'
import { decodeText } from './decode.ts'
import { shownName } from './file-name.ts'
import { readPart, unflow } from './mail-text.ts'

/** A message taken apart, and what a person should know of how its letters were read. */
export interface ParsedMail {
  mail: Email
  warnings: string[]
}

/** What a message is made of, as the library holds it: its types leave out what it keeps to itself. */
interface Part {
  contentType: {
    parsed: { value: string; params: Record<string, string | undefined> }
    multipart: string | false
  }
  contentTransferEncoding: { encoding: string }
  content: ArrayBuffer | null
  getTextContent(): string
}
interface Inside {
  root: Part
  collectNode(part: Part, alternative: Part | false, related: boolean): Promise<void>
}

/** Said of a message whose end is missing. */
const cutOff = 'The message is cut off: its end is missing, and perhaps attachments too.'

/**
 * Takes a message apart. `messagesAttached` says whether a message sent along stays a file or is read into the text.
 * Throws for what is no message, or too much of one.
 */
export async function parseMail(
  given: Uint8Array,
  fileName: string,
  messagesAttached: boolean,
): Promise<ParsedMail> {
  const { bytes, warnings } = withReadableHeader(given, fileName)
  try {
    const { default: Parser } = await import('postal-mime')
    const parser = new Parser({
      maxNestingDepth: 100,
      maxRfc822NestingDepth: 5,
      forceRfc822Attachments: messagesAttached,
    }) as PostalMime & Inside
    let isCutOff = false
    const collect = parser.collectNode.bind(parser)
    parser.collectNode = (part, alternative, related) => {
      const asNamed = asItIs(part)
      part.getTextContent = () => {
        const { text, warnings: said, cutOff } = textOf(part, asNamed(), fileName)
        for (const warning of said) if (!warnings.includes(warning)) warnings.push(warning)
        isCutOff ||= cutOff
        return text
      }
      return collect(part, alternative, related)
    }
    const mail = await parser.parse(bytes)
    if (isCutOff || endsEarly(parser.root, bytes)) warnings.push(cutOff)
    return { mail, warnings }
  } catch (error) {
    throw refusal(error, fileName)
  }
}

/** Reads a part as the library does, but for the lines of a flowed text, which it puts together across quotations. */
function asItIs(part: Part): () => string {
  const read = part.getTextContent.bind(part)
  return () => {
    const { params } = part.contentType.parsed
    const { format } = params
    params.format = 'fixed'
    const text = read()
    params.format = format
    return text
  }
}

function textOf({ contentType, content }: Part, asNamed: string, fileName: string) {
  const { value, params } = contentType.parsed
  const bytes = new Uint8Array(content ?? new ArrayBuffer(0))
  const read = readPart({ bytes, charset: params.charset, asNamed }, fileName)
  const isFlowed = value === 'text/plain' && /^flowed$/i.test(params.format ?? '')
  return isFlowed ? { ...read, text: unflow(read.text, /^yes$/i.test(params.delsp ?? '')) } : read
}

/** The end of a header: the first empty line. */
function headerEnd(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = ['\n\n', '\n\r\n'].map(line => buffer.indexOf(line)).filter(at => at !== -1)
  return ends.length === 0 ? bytes.length : Math.min(...ends) + 1
}

/** The message with its header in UTF-8, where it was written in the letters of a code page, which no header may be. */
function withReadableHeader(bytes: Uint8Array, fileName: string): { bytes: Uint8Array; warnings: string[] } {
  const end = headerEnd(bytes)
  const header = bytes.subarray(0, end)
  if (header.every(byte => byte < 0x80)) return { bytes, warnings: [] }
  const { text, warnings } = decodeText(header, fileName)
  return warnings.length === 0
    ? { bytes, warnings }
    : { bytes: Buffer.concat([Buffer.from(text, 'utf8'), bytes.subarray(end)]), warnings }
}

/** True where the last boundary never comes, or base64 stops inside a group of four. */
function endsEarly({ contentType, contentTransferEncoding }: Part, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { boundary } = contentType.parsed.params
  if (contentType.multipart) return boundary !== undefined && !buffer.includes(`--${boundary}--`)
  if (contentTransferEncoding.encoding !== 'base64') return false
  const [last = ''] = buffer
    .toString('latin1', headerEnd(bytes))
    .split('=')
    .map(unit => unit.replace(/[^A-Za-z0-9+/]/g, ''))
    .slice(-1)
  return last.length % 4 !== 0
}

function refusal(error: unknown, fileName: string): TandemError {
  const reason = error instanceof Error ? error.message : ''
  const beyond = /depth/i.test(reason)
    ? 'nests its parts deeper than any real message'
    : /size/i.test(reason) && 'has far more parts or header fields than any real message'
  return new TandemError(
    beyond ? 'too-large' : 'unreadable-file',
    beyond
      ? `${shownName(fileName)} ${beyond} and was not read.`
      : `${shownName(fileName)} could not be read as an email.`,
    'Open it in your mail program, copy its text into a text file and import that.',
  )
}
