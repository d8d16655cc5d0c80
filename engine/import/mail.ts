import PostalMime, { type Address, type Email } from 'postal-mime'
import { TandemError } from '#shared/errors.ts'
import type { MailHeader, ParsedDocument, Segment } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { readMailDate } from './dates.ts'
import { shownName, titleOf } from './file-name.ts'
import { writeHtml } from './html-to-text.ts'
import { findMailParts } from './mail-parts.ts'
import { seal } from './seal.ts'
import { TextBuilder } from './text-builder.ts'

/** Headers and addresses beyond these are left out: a message to everyone is not a list of everyone. */
const most = { addresses: 500, attachments: 200, characters: 1000 }

/**
 * One email message (RFC 5322): header fields decoded, the text as plain text cut into what was written, what was
 * quoted and signatures, attachments listed by name only. Scripts, hidden text and remote pictures leave no trace.
 */
export async function readMessage(bytes: Uint8Array, fileName: string): Promise<ParsedDocument> {
  const mail = await parse(bytes, fileName)
  const header = headerOf(mail)
  const warnings: string[] = []
  const builder = new TextBuilder(fileName)
  const quotedLines = writeBody(mail, builder, warnings)
  if (builder.text.trim() === '') throw noText(fileName, header)
  const sender = nameOf(mail.from)
  const segments = findMailParts(builder.text, quotedLines).map(
    (part): Segment => ({
      ...part,
      bodyStart: part.start,
      ...(sender !== undefined && part.kind === 'body' ? { speaker: sender } : {}),
    }),
  )
  const files = header.attachments?.length ?? 0
  if (files > 0)
    warnings.push(`${files === 1 ? '1 attachment is' : `${files} attachments are`} listed, not read.`)
  return seal(
    {
      format: 'eml',
      title: header.subject ?? titleOf(fileName),
      kind: 'email',
      text: builder.text,
      segments,
      marks: builder.marks,
      mail: header,
      ...(header.date === undefined ? {} : { date: header.date }),
      warnings: [...warnings, ...builder.changes],
    },
    fileName,
  )
}

async function parse(bytes: Uint8Array, fileName: string): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 100, maxRfc822NestingDepth: 5 })
  } catch (error) {
    const deep = error instanceof Error && /depth|size/i.test(error.message)
    throw new TandemError(
      deep ? 'too-large' : 'unreadable-file',
      deep
        ? `${shownName(fileName)} nests its parts deeper than any real message and was not read.`
        : `${shownName(fileName)} could not be read as an email.`,
      'Open it in your mail program, copy its text into a text file and import that.',
    )
  }
}

/** Writes the plain text part, or the HTML part where there is none; answers the offsets of quoted lines. */
function writeBody(mail: Email, builder: TextBuilder, warnings: string[]): Set<number> {
  const { text: plain, changes } = normaliseText((mail.text ?? '').replace(/\r\n?/g, '\n'))
  if (plain.trim() !== '' || (mail.html ?? '').trim() === '') {
    warnings.push(...changes)
    builder.append(plain.replace(/^\s*\n/, '').trimEnd())
    return new Set()
  }
  const { quotedFrom, pictures, hidden } = writeHtml(mail.html ?? '', builder)
  if (pictures > 0) warnings.push(`${pictures === 1 ? '1 picture' : `${pictures} pictures`} left out.`)
  if (hidden > 0) warnings.push('Text that the message hides from its readers was left out.')
  return new Set(quotedFrom)
}

function headerOf(mail: Email): MailHeader {
  const from = mailbox(mail.from)
  const subject = line(mail.subject)
  const sent = mail.headers.find(header => header.key === 'date')?.value
  const date = sent === undefined ? null : readMailDate(sent)
  const messageId = line(mail.messageId)
  const inReplyTo = line(mail.inReplyTo)
  const attachments = mail.attachments.slice(0, most.attachments).map(({ filename, mimeType, content }) => ({
    name: filename === null ? 'Untitled' : shownName(filename),
    type: /^[\w.+-]{1,80}\/[\w.+-]{1,120}$/.test(mimeType) ? mimeType : 'application/octet-stream',
    bytes: typeof content === 'string' ? content.length : content.byteLength,
  }))
  return {
    ...(from === undefined ? {} : { from }),
    ...listed('to', mail.to),
    ...listed('cc', mail.cc),
    ...(subject === undefined ? {} : { subject }),
    ...(date === null ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(attachments.length === 0 ? {} : { attachments }),
  }
}

function listed<K extends 'to' | 'cc'>(key: K, addresses: Address[] | undefined): { [P in K]?: string[] } {
  const flat = (addresses ?? []).flatMap(address => address.group ?? [address]).slice(0, most.addresses)
  const shown = flat.flatMap(address => mailbox(address) ?? [])
  return shown.length === 0 ? {} : ({ [key]: shown } as { [P in K]: string[] })
}

/** `Anna Berg <anna@example.org>`, or whichever of the two there is. */
function mailbox(address: Address | undefined): string | undefined {
  const name = line(address?.name)
  const at = line(address?.address)
  if (name !== undefined && at !== undefined && name !== at) return `${name} <${at}>`
  return at ?? name
}

const nameOf = (address: Address | undefined): string | undefined =>
  line(address?.name) ?? line(address?.address)

/** A header's value as one line of clean text; undefined where nothing is left of it. */
function line(value: string | undefined): string | undefined {
  const clean = normaliseText(value ?? '')
    .text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean === '' ? undefined : clean.slice(0, most.characters).toWellFormed()
}

function noText(fileName: string, header: MailHeader): TandemError {
  const names = header.attachments?.map(file => file.name) ?? []
  if (names.length === 0) {
    return new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is an email without any text.`,
      'There is nothing in it to code; leave it out.',
    )
  }
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  return new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is an email without text of its own, only attachments (${shown}).`,
    'Save the attachments from your mail program and import those.',
  )
}
