import { TandemError } from '#shared/errors.ts'
import type { MailHeader, ParsedDocument, Segment, SourceKind } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { type AttachedFile, takeAttached } from './attached.ts'
import { shownName, titleOf } from './file-name.ts'
import { findMailParts } from './mail-parts.ts'
import { seal } from './seal.ts'
import { TextBuilder } from './text-builder.ts'

/** A message as its format gave it: what is common to every kind of mail file. */
export interface Message {
  format: string
  kind: SourceKind
  /** What it is, in a sentence: "an email". */
  name: string
  header: MailHeader
  plain: string
  html: string
  files: readonly AttachedFile[]
  /** True where the text is not the sender's own but that of a message sent along. */
  forwarded?: boolean
  warnings?: readonly string[]
}

/** Said of a message that only passes another on. */
export const onlyPassedOn = 'The message has no text of its own; what was read is the message attached to it.'

/** Addresses of one field, message ids of one header, and characters of one value, beyond which the rest is left out. */
export const most = { addresses: 500, references: 100, characters: 1000 }

/**
 * A message as a document: its text cut into what was written, what was quoted and signatures; its files listed and
 * kept. Scripts, hidden text and remote pictures leave no trace. Throws where there is no text.
 */
export async function messageDocument(message: Message, fileName: string): Promise<ParsedDocument> {
  const { format, kind, header: given, files, forwarded = false } = message
  const { attachments, contents, tooLarge, leftOut } = takeAttached(files)
  const header: MailHeader = { ...given, ...(attachments.length === 0 ? {} : { attachments }) }
  const warnings = [...(message.warnings ?? [])]
  const builder = new TextBuilder(fileName)
  const quotedLines = await writeBody(message, builder, warnings)
  if (builder.text.trim() === '') throw noText(fileName, message.name, header)
  const sender = header.from?.replace(/ <[^<>]*>$/, '')
  const parts = findMailParts(builder.text, quotedLines)
  const segments = parts.map(
    (part): Segment => ({
      ...part,
      kind: forwarded ? 'quoted' : part.kind,
      bodyStart: part.start,
      ...(sender !== undefined && part.kind === 'body' && !forwarded ? { speaker: sender } : {}),
    }),
  )
  const kept = attachments.length - tooLarge
  if (kept > 0) warnings.push(`${counted(kept, 'attachment')} ${kept === 1 ? 'is' : 'are'} kept, not read.`)
  if (tooLarge > 0) {
    const is = tooLarge === 1 ? 'is' : 'are'
    warnings.push(`${counted(tooLarge, 'attachment')} ${is} too large to be kept and only listed.`)
  }
  if (leftOut > 0)
    warnings.push(`${counted(leftOut, 'attachment')} beyond the first ${attachments.length} left out.`)
  return seal(
    {
      format,
      title: header.subject ?? titleOf(fileName),
      kind,
      text: builder.text,
      segments,
      marks: builder.marks,
      mail: header,
      ...(contents.length === 0 ? {} : { attached: contents }),
      ...(header.date === undefined ? {} : { date: header.date }),
      warnings: [...warnings, ...builder.changes],
    },
    fileName,
  )
}

/** Writes the plain text, or the HTML where there is none; answers the offsets of quoted lines. */
async function writeBody(
  { plain: given, html }: Message,
  builder: TextBuilder,
  warnings: string[],
): Promise<ReadonlySet<number>> {
  const { text: plain, changes } = normaliseText(given.replace(/\r\n?/g, '\n'))
  if (plain.trim() !== '' || html.trim() === '') {
    warnings.push(...changes)
    builder.append(plain.replace(/^\s*\n/, '').trimEnd())
    return new Set()
  }
  const { writeHtml } = await import('./html-to-text.ts')
  const { quotedFrom, pictures, hidden } = writeHtml(html, builder)
  if (pictures > 0) warnings.push(`${counted(pictures, 'picture')} left out.`)
  if (hidden > 0) warnings.push('Text that the message hides from its readers was left out.')
  return new Set(quotedFrom)
}

/** A header's value as one line of clean text; undefined where nothing is left of it. */
export function line(value: string | null | undefined): string | undefined {
  const clean = normaliseText(value ?? '')
    .text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean === '' ? undefined : clean.slice(0, most.characters).toWellFormed()
}

/** `Anna Berg <anna@example.org>`, or whichever of the two there is. */
export function mailbox(name: string | undefined, address: string | undefined): string | undefined {
  const shown = line(name)
  const at = line(address)
  if (shown !== undefined && at !== undefined && shown !== at) return `${shown} <${at}>`
  return at ?? shown
}

/** The message ids (`<…>`) in a header's value, the last ones where there are more than are taken. */
export const messageIds = (value: string | null | undefined): string[] =>
  [...new Set((value ?? '').match(/<[^<>\s]{1,500}>/g) ?? [])].slice(-most.references)

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

const sealed = /^application\/(?:x-)?(?:pkcs7-mime|pgp-encrypted)$/

function noText(fileName: string, name: string, header: MailHeader): TandemError {
  const files = header.attachments ?? []
  const names = files.map(file => file.name)
  if (files.some(file => sealed.test(file.type))) {
    return new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is an encrypted email.`,
      'Open it in the mail program that holds its key, copy its text into a text file and import that.',
    )
  }
  if (names.length === 0) {
    return new TandemError(
      'unreadable-file',
      `${shownName(fileName)} is ${name} without any text.`,
      'There is nothing in it to code; leave it out.',
    )
  }
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  return new TandemError(
    'unreadable-file',
    `${shownName(fileName)} is ${name} without text of its own, only attachments (${shown}).`,
    'Save the attachments from your mail program and import those.',
  )
}
