import { TextDecoder } from 'node:util'
import { decodeText } from './decode.ts'

/** A text part of a message: its bytes, and how its header says they are to be read. */
export interface TextPart {
  bytes: Uint8Array
  /** The code page it names; undefined where it names none. */
  charset: string | undefined
  /** The text as that code page reads it. */
  asNamed: string
}

/** The text of a message's part, and what a person should know of how it was read. */
export interface ReadPart {
  text: string
  warnings: string[]
  /** True where its last character is cut off. */
  cutOff: boolean
}

/**
 * The text of a part: as its header says where that reads every letter; else, where it names UTF-8 or nothing, as a text
 * file is read that names no code page. No letter is lost without a warning.
 */
export function readPart({ bytes, charset, asNamed }: TextPart, fileName: string): ReadPart {
  if (!asNamed.includes('\uFFFD')) return { text: asNamed, warnings: [], cutOff: false }
  const isForeign = charset !== undefined && !/^\s*utf-?8\s*$/i.test(charset)
  if (isForeign && !beyondRepair(asNamed)) return { text: asNamed, warnings: [lost(charset)], cutOff: false }
  const whole = wholeUtf8(bytes)
  if (whole) return { ...whole, warnings: isForeign ? [misnamed] : [] }
  if (isForeign && bytes.every(byte => byte < 0x80))
    return { text: asNamed, warnings: [lost(charset)], cutOff: false }
  return { ...decodeText(bytes, fileName), cutOff: false }
}

/** A few letters that a code page cannot read are damage; many are another code page. */
const beyondRepair = (text: string): boolean =>
  (text.match(/\uFFFD/g)?.length ?? 0) * 20 > (text.match(/[^\0-\x7F]/g)?.length ?? 0)

const lost = (charset: string): string =>
  `Some characters could not be read as ${charset.trim().slice(0, 40)}; they are shown as \uFFFD.`

/** Said of a message whose text is UTF-8 where its header says otherwise. */
export const misnamed = 'The message names another encoding than its text is in; it was read as UTF-8.'

/** UTF-8, which may end in the middle of a character, then without that character; null where that is not what it is. */
function wholeUtf8(bytes: Uint8Array): Pick<ReadPart, 'text' | 'cutOff'> | null {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end--
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const text = decoder.decode(bytes.subarray(0, end), { stream: true })
    return /[^\0-\x7F]/.test(text) ? { text, cutOff: Buffer.byteLength(text) < end } : null
  } catch {
    return null
  }
}

/**
 * The lines of a text in `format=flowed` (RFC 3676) put together as paragraphs: a line that ends in a space goes on in
 * the next, where both are of one depth of quotation. `>` stays before what is quoted; `deletesSpace` is DelSp.
 */
export function unflow(text: string, deletesSpace: boolean): string {
  const flowed: { depth: number; pieces: string[]; open: boolean }[] = []
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0
    // A space after the marks was put there so that the line is not taken for something else.
    const words = line.slice(depth).replace(/^ /, '')
    const last = flowed.at(-1)
    const isSignature = words === '-- '
    const open = words.endsWith(' ') && !isSignature
    const piece = open && deletesSpace ? words.slice(0, -1) : words
    if (last?.open && last.depth === depth && !isSignature) {
      last.pieces.push(piece)
      last.open = open
    } else flowed.push({ depth, pieces: [piece], open })
  }
  return flowed
    .map(({ depth, pieces }) => {
      const words = pieces.join('')
      return depth === 0 || words === '' ? `${'>'.repeat(depth)}${words}` : `${'>'.repeat(depth)} ${words}`
    })
    .join('\n')
}
