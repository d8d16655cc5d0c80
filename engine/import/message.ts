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
  const { format, kind, header: given, files } = message
  const { attachments, contents, tooLarge, leftOut } = takeAttached(files)
  const header: MailHeader = { ...given, ...(attachments.length === 0 ? {} : { attachments }) }
  const warnings = [...(message.warnings ?? [])]
  const builder = new TextBuilder(fileName)
  const quotedLines = await writeBody(message, fileName, builder, warnings)
  const hasText = builder.text.trim() !== ''
  if (!hasText) {
    builder.append(standIn(message, fileName, header))
    warnings.splice(0, warnings.length, ...warnings.filter(warning => warning !== onlyPassedOn), withoutText)
  }
  const forwarded = hasText && message.forwarded === true
  const sender = header.from?.replace(/ <[^<>]*>$/, '')
  const parts = hasText
    ? findMailParts(builder.text, quotedLines)
    : [{ kind: 'body' as const, start: 0, end: builder.length }]
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

/** Writes the plain text, or the HTML where there is none or none to speak of; answers the offsets of quoted lines. */
async function writeBody(
  { plain: given, html }: Message,
  fileName: string,
  builder: TextBuilder,
  warnings: string[],
): Promise<ReadonlySet<number>> {
  const { text: plain, changes } = normaliseText(given.replace(/\r\n?/g, '\n'))
  if (html.trim() === '' || (plain.trim() !== '' && !(await isStub(plain, html, fileName)))) {
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

/** Longer than any stub, in characters. */
const stub = 500

/**
 * True where a plain text only says that the message is elsewhere: not in the words of the HTML, and far shorter than
 * them, or speaking of HTML itself.
 */
async function isStub(plain: string, html: string, fileName: string): Promise<boolean> {
  if (plain.length > stub) return false
  const { writeHtml } = await import('./html-to-text.ts')
  const page = new TextBuilder(fileName)
  writeHtml(html, page)
  const said = lettersOf(plain)
  const words = lettersOf(page.text)
  if (words === '' || (said !== '' && words.includes(said))) return false
  if (said.length * 3 < words.length) return true
  const own = wordsOf(plain)
  const there = new Set(wordsOf(page.text))
  return own.includes('html') && own.filter(word => there.has(word)).length * 2 < own.length
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const lettersOf = (text: string): string => wordsOf(text).join('')

/** Said of an email that is taken for its header and attachments. */
const withoutText = 'The email has no text of its own; its attachments or its subject stand in for it.'

/** What stands for the text of an email without any: its attachments by name, or its subject. Throws where it has neither. */
function standIn({ kind, name }: Message, fileName: string, header: MailHeader): string {
  const files = header.attachments ?? []
  if (kind !== 'email' || files.some(file => sealed.test(file.type))) throw noText(fileName, name, header)
  if (files.length > 0) return `(no text; attachments: ${files.map(file => file.name).join(', ')})`
  const subject = header.subject ?? ''
  const saysSomething = /[\p{L}\p{N}]/u.test(subject.replace(/^(?:\s*\p{L}{1,6}\s*[:：])+/u, ''))
  if (!saysSomething) throw noText(fileName, name, header)
  return subject
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
