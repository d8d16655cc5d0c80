import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'

/** What an Outlook file is made of here. Text is written as Unicode, or as bytes where it is given as bytes. */
export interface MsgParts {
  class?: string
  /** Properties by the number of their tag. */
  texts?: Record<number, string | Uint8Array>
  bytes?: Record<number, Uint8Array>
  numbers?: Record<number, number>
  recipients?: { name: string; address: string; type?: 1 | 2 }[]
  files?: { name: string; content?: Uint8Array; message?: MsgParts }[]
}

/** Numbers of the tags used in tests (MS-OXPROPS). */
export const tag = {
  class: 0x001a,
  subject: 0x0037,
  headers: 0x007d,
  senderName: 0x0c1a,
  senderType: 0x0c1e,
  senderAddress: 0x0c1f,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  references: 0x1039,
  inReplyTo: 0x1042,
  name: 0x3001,
  addressType: 0x3002,
  address: 0x3003,
  fileName: 0x3707,
  content: 0x3701,
  locale: 0x3ff1,
  codePage: 0x3ffd,
  internetCodePage: 0x3fde,
  recipientType: 0x0c15,
} as const

interface Folder {
  [name: string]: Uint8Array | Folder
}

/** An Outlook file with these parts. */
export function msgOf(parts: MsgParts): Uint8Array {
  const entries: Entry[] = []
  put(entries, 'Root Entry', itemOf(parts, 32), true)
  return burn(entries)
}

function itemOf(
  { class: itemClass = 'IPM.Note', texts, bytes, numbers, recipients, files }: MsgParts,
  headerBytes: number,
): Folder {
  const folder: Folder = {
    '__nameid_version1.0': {},
    ...propertiesOf({ ...texts, [tag.class]: itemClass }, bytes, numbers, headerBytes),
  }
  recipients?.forEach(({ name, address, type = 1 }, n) => {
    folder[`__recip_version1.0_#${hex(n, 8)}`] = propertiesOf(
      { [tag.name]: name, [tag.addressType]: 'SMTP', [tag.address]: address },
      {},
      { [tag.recipientType]: type },
      8,
    )
  })
  files?.forEach(({ name, content, message }, n) => {
    folder[`__attach_version1.0_#${hex(n, 8)}`] = {
      ...propertiesOf(
        message ? { [tag.name]: name } : { [tag.fileName]: name },
        content ? { [tag.content]: content } : {},
        {},
        8,
      ),
      ...(message ? { '__substg1.0_3701000D': itemOf(message, 24) } : {}),
    }
  })
  return folder
}

function propertiesOf(
  texts: Record<number, string | Uint8Array> = {},
  bytes: Record<number, Uint8Array> = {},
  numbers: Record<number, number> = {},
  headerBytes = 8,
): Folder {
  const folder: Folder = {}
  for (const [number, text] of Object.entries(texts)) {
    const unicode = typeof text === 'string'
    folder[`__substg1.0_${hex(Number(number), 4)}${unicode ? '001F' : '001E'}`] = unicode
      ? Buffer.from(text, 'utf16le')
      : text
  }
  for (const [number, content] of Object.entries(bytes))
    folder[`__substg1.0_${hex(Number(number), 4)}0102`] = content
  const list = Object.entries(numbers)
  const stream = Buffer.alloc(headerBytes + list.length * 16)
  list.forEach(([number, value], n) => {
    stream.writeUInt32LE(Number(number) * 0x10000 + 3, headerBytes + n * 16)
    stream.writeUInt32LE(6, headerBytes + n * 16 + 4)
    stream.writeUInt32LE(value, headerBytes + n * 16 + 8)
  })
  folder['__properties_version1.0'] = stream
  return folder
}

function put(entries: Entry[], name: string, content: Uint8Array | Folder, root = false): number {
  const at = entries.length
  if (content instanceof Uint8Array) {
    entries.push({ name, type: 2, length: content.length, binaryProvider: () => Uint8Array.from(content) })
    return at
  }
  const entry: Entry = { name, type: root ? 5 : 1, length: 0, children: [] }
  entries.push(entry)
  for (const [inner, below] of Object.entries(content)) entry.children?.push(put(entries, inner, below))
  return at
}

const hex = (number: number, digits: number): string =>
  number.toString(16).toUpperCase().padStart(digits, '0')

/** Rich text packed as Outlook may leave it: not compressed at all (MS-OXRTFCP, MELA). */
export function packedRtf(rtf: string): Uint8Array {
  const body = Buffer.from(rtf, 'latin1')
  const head = Buffer.alloc(16)
  head.writeUInt32LE(body.length + 12, 0)
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(0x414c454d, 8)
  return Buffer.concat([head, body])
}
