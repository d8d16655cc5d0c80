import type { Address, Attachment, Email } from 'postal-mime'
import type { MailHeader, ParsedDocument } from '#shared/model/document.ts'
import type { AttachedFile } from './attached.ts'
import { readMailDate } from './dates.ts'
import { misnamed } from './mail-text.ts'
import { line, mailbox, messageDocument, messageIds, most, onlyPassedOn } from './message.ts'
import { misreadUtf8 } from './misread.ts'
import { parseMail } from './parse-mail.ts'

/** One email message (RFC 5322) as a document. A message sent along in it is one of its attachments. */
export async function readMessage(bytes: Uint8Array, fileName: string): Promise<ParsedDocument> {
  const { mail, warnings } = await parseMail(bytes, fileName, true)
  const plain = mail.text ?? ''
  const html = mail.html ?? ''
  const own = { plain: misreadUtf8(plain) ?? plain, html: misreadUtf8(html) ?? html }
  const misread = own.plain !== plain || own.html !== html
  const message = {
    format: 'eml',
    kind: 'email',
    name: 'an email',
    header: headerOf(mail),
    files: await Promise.all(mail.attachments.map(fileOf)),
    warnings: [...(misread ? [misnamed] : []), ...warnings, ...undated(mail)],
  } as const
  if (`${own.plain}${own.html}`.trim() !== '' || !mail.attachments.some(isMessage)) {
    return messageDocument({ ...message, ...own }, fileName)
  }
  const { mail: passedOn } = await parseMail(bytes, fileName, false)
  return messageDocument(
    {
      ...message,
      plain: passedOn.text ?? '',
      html: passedOn.html ?? '',
      forwarded: true,
      warnings: [...message.warnings, onlyPassedOn],
    },
    fileName,
  )
}

const isMessage = ({ mimeType }: Attachment): boolean => mimeType === 'message/rfc822'

/** The header fields of the text of a message's header. Never throws. */
export async function readHeader(text: string): Promise<MailHeader> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    return headerOf(await PostalMime.parse(`${text.trimEnd()}\r\n\r\n`))
  } catch {
    return {}
  }
}

/** How much of an attached message is looked at for its subject, in bytes. */
const headerBytes = 16_384

async function fileOf(attachment: Attachment): Promise<AttachedFile> {
  const { filename, mimeType, content } = attachment
  const given = typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content)
  // A message is attached as its lines stand, and the line end before the boundary is the boundary's (RFC 2046, 5.1.1).
  const bytes = isMessage(attachment) && given.at(-1) === 0x0a ? given.subarray(0, -1) : given
  if (filename !== null || !isMessage(attachment)) return { name: filename, type: mimeType, content: bytes }
  const [head = ''] = Buffer.from(bytes.subarray(0, headerBytes))
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)
  const { subject } = await readHeader(head)
  return {
    name: `${subject?.replace(/[\\/]/g, ' ') ?? 'Attached message'}.eml`,
    type: mimeType,
    content: bytes,
  }
}

const sentDate = (mail: Email): string | undefined => mail.headers.find(({ key }) => key === 'date')?.value

/** What is said of a message that states a date nobody can read. */
function undated(mail: Email): string[] {
  const sent = line(sentDate(mail))
  return sent === undefined || readMailDate(sent) !== null
    ? []
    : [`The date of the message (“${sent.slice(0, 60)}”) could not be read.`]
}

function headerOf(mail: Email): MailHeader {
  const from = mailboxOf(mail.from)
  const subject = line(misreadUtf8(mail.subject ?? '') ?? mail.subject)
  const sent = sentDate(mail)
  const date = sent === undefined ? null : readMailDate(sent)
  const messageId = line(mail.messageId)
  const inReplyTo = line(mail.inReplyTo)
  const references = messageIds(mail.references)
  return {
    ...(from === undefined ? {} : { from }),
    ...listed('to', mail.to),
    ...listed('cc', mail.cc),
    ...(subject === undefined ? {} : { subject }),
    ...(date === null ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references.length === 0 ? {} : { references }),
  }
}

function listed<K extends 'to' | 'cc'>(key: K, addresses: Address[] | undefined): { [P in K]?: string[] } {
  const flat = (addresses ?? []).flatMap(address => address.group ?? [address]).slice(0, most.addresses)
  const shown = flat.flatMap(address => mailboxOf(address) ?? [])
  return shown.length === 0 ? {} : ({ [key]: shown } as { [P in K]: string[] })
}

const mailboxOf = (address: Address | undefined): string | undefined =>
  mailbox(address?.name, address?.address)
