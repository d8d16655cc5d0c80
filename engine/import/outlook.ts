import { createRequire } from 'node:module'
import type { FieldsData } from '@kenjiuno/msgreader'
import { TandemError } from '#shared/errors.ts'
import type { MailHeader } from '#shared/model/document.ts'
import type { AttachedFile } from './attached.ts'
import { decodePage, pageName, pageOfLocale } from './code-pages.ts'
import { readMailDate } from './dates.ts'
import { shownName } from './file-name.ts'
import { readHeader } from './mail.ts'
import { line, mailbox, messageIds, most } from './message.ts'

/** An item saved from Outlook (.msg): a message, or something else from its folders. */
export interface OutlookItem {
  /** `IPM.Note` for a message, `IPM.Contact` for a contact, and so on. */
  class: string
  header: MailHeader
  plain: string
  html: string
  /** The body as rich text where it is nothing else. */
  rtf: Uint8Array | null
  files: AttachedFile[]
}

/** The media type of an item attached to another. */
export const outlookType = 'application/vnd.ms-outlook'

/** Properties the reading library has no name for (MS-OXPROPS): In-Reply-To and References. */
const tags = { inReplyTo: 0x1042, references: 0x1039 }

/** The item in an Outlook file. Throws `unreadable-file` where there is none. */
export async function readOutlookItem(bytes: Uint8Array, fileName: string): Promise<OutlookItem> {
  const { unpackRtf, unwrapRtf } = await import('./rtf-body.ts')
  const found = open(bytes, fileName)
  const { fields } = found
  const plain = fields.body ?? ''
  const packed = plain.trim() === '' && htmlOf(fields).trim() === '' ? fields.compressedRtf : undefined
  const rtf = packed ? unpackRtf(packed) : null
  const wrapped = rtf ? unwrapRtf(rtf) : null
  return {
    class: fields.messageClass ?? '',
    header: await headerOf(fields, found.said),
    plain: wrapped?.mode === 'text' ? wrapped.text : plain,
    html: wrapped?.mode === 'html' ? wrapped.text : htmlOf(fields),
    rtf: wrapped ? null : rtf,
    files: (fields.attachments ?? []).map(attachment => fileOf(attachment, found.content)),
  }
}

interface Opened {
  fields: FieldsData
  /** Text properties by the number of their tag, of the item itself. */
  said: Map<number, string>
  content(attachment: FieldsData): Uint8Array
}

// Loaded only where needed, and as Node loads modules of the older kind: its default is inside another.
type Reader = typeof import('@kenjiuno/msgreader').default
const load = (): Reader => {
  const library: { default: Reader } = createRequire(import.meta.url)('@kenjiuno/msgreader')
  return library.default
}

/** Opens the file once to learn in which code page text that is not Unicode was written, and again to read it so. */
function open(bytes: Uint8Array, fileName: string): Opened {
  const first = openAs(bytes, fileName, undefined)
  const page = pageName(ansiPageOf(first.fields))
  return page === 'windows-1252' ? first : openAs(bytes, fileName, page)
}

function openAs(bytes: Uint8Array, fileName: string, ansiEncoding: string | undefined): Opened {
  const reader = new (load())(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const said = new Map<FieldsData, Map<number, string>>()
  reader.parserConfig = {
    ...(ansiEncoding === undefined ? {} : { ansiEncoding }),
    propertyObserver: (fields, tag, raw) => {
      const number = tag >>> 16
      if (raw === null || (number !== tags.inReplyTo && number !== tags.references)) return
      const text = Buffer.from(raw).toString((tag & 0xffff) === 0x1f ? 'utf16le' : 'latin1')
      // The same property stands in a list of lengths too, which says nothing.
      if (!text.includes('<')) return
      const known = said.get(fields) ?? new Map<number, string>()
      said.set(fields, known.set(number, text))
    },
  }
  const fields = whole(() => reader.getFileData(), fileName)
  // Every item says what it is; a file of the same container that does not is no item.
  if (fields.dataType === null || fields.messageClass === undefined) throw damaged(fileName)
  return {
    fields,
    said: said.get(fields) ?? new Map(),
    content: attachment => {
      if (attachment.dataId === undefined && attachment.innerMsgContent !== true) return new Uint8Array()
      return whole(() => Uint8Array.from(reader.getAttachment(attachment).content), fileName)
    },
  }
}

function whole<T>(read: () => T, fileName: string): T {
  try {
    return read()
  } catch {
    throw damaged(fileName)
  }
}

const damaged = (fileName: string): TandemError =>
  new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is an Outlook file that is damaged or was cut off on its way here.`,
    'Save it from Outlook again, or its text as .txt, and import that.',
  )

const stateful = new Set([50220, 50221, 50222])

function ansiPageOf({ messageCodepage, messageLocaleId, internetCodepage }: FieldsData): number {
  if (messageCodepage !== undefined && messageCodepage !== 1200 && messageCodepage !== 65001)
    return messageCodepage
  const local = messageLocaleId === undefined ? 1252 : pageOfLocale(messageLocaleId)
  if (local !== 1252 || internetCodepage === undefined) return local
  return stateful.has(internetCodepage) ? 932 : internetCodepage
}

const htmlOf = ({ html, bodyHtml, internetCodepage }: FieldsData): string =>
  html ? decodePage(html, internetCodepage ?? 65001) : (bodyHtml ?? '')

async function headerOf(fields: FieldsData, said: ReadonlyMap<number, string>): Promise<MailHeader> {
  // The header the message came with, where it came from elsewhere: it alone knows the sender's time zone.
  const sent = fields.headers === undefined ? {} : await readHeader(fields.headers)
  const from = senderOf(fields) ?? sent.from
  const subject = line(fields.subject) ?? sent.subject
  const times = [fields.apptStartWhole, fields.clientSubmitTime, fields.messageDeliveryTime]
  const date = sent.date ?? times.flatMap(time => (time === undefined ? [] : (readMailDate(time) ?? [])))[0]
  const messageId = line(fields.messageId) ?? sent.messageId
  const inReplyTo = messageIds(said.get(tags.inReplyTo))[0] ?? sent.inReplyTo
  const own = messageIds(said.get(tags.references))
  const references = own.length > 0 ? own : (sent.references ?? [])
  return {
    ...(from === undefined ? {} : { from }),
    ...recipients(fields, 'to'),
    ...recipients(fields, 'cc'),
    ...(subject === undefined ? {} : { subject }),
    ...(date === undefined ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references.length === 0 ? {} : { references }),
  }
}

function senderOf(fields: FieldsData): string | undefined {
  const { senderName, senderEmail, senderAddressType, senderSmtpAddress, sentRepresentingSmtpAddress } =
    fields
  const address = addressOf(senderAddressType, senderEmail, senderSmtpAddress ?? sentRepresentingSmtpAddress)
  return mailbox(bare(senderName), address)
}

function recipients<K extends 'to' | 'cc'>(fields: FieldsData, key: K): { [P in K]?: string[] } {
  const shown = (fields.recipients ?? [])
    .filter(recipient => (recipient.recipType ?? 'to') === key)
    .slice(0, most.addresses)
    .flatMap(({ name, addressType, email, smtpAddress }) => {
      return mailbox(bare(name), addressOf(addressType, email, smtpAddress)) ?? []
    })
  return shown.length === 0 ? {} : ({ [key]: shown } as { [P in K]: string[] })
}

/** Inside one organisation Outlook writes a directory's path in place of an address: only addresses are shown. */
const addressOf = (type: string | undefined, email: string | undefined, smtp: string | undefined) =>
  smtp ?? (type !== 'EX' && email?.includes('@') ? email : undefined)

/** A name without the quotes Outlook puts round an address; its word for nobody in particular is no name. */
const bare = (name: string | undefined): string | undefined =>
  name === 'Unknown' ? undefined : name?.replace(/^'(.*)'$/, '$1')

function fileOf(attachment: FieldsData, content: (attachment: FieldsData) => Uint8Array): AttachedFile {
  const { fileName, fileNameShort, name, attachMimeTag, innerMsgContent } = attachment
  const message = innerMsgContent === true
  return {
    name: message
      ? `${(name ?? 'Attached message').replace(/[\\/]/g, ' ')}.msg`
      : (fileName ?? fileNameShort ?? name ?? null),
    type: message ? outlookType : (attachMimeTag ?? 'application/octet-stream'),
    content: content(attachment),
  }
}
