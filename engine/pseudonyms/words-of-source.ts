import type { MailHeader } from '#shared/model/document.ts'
import type { NamePlace } from '#shared/model/pseudonym.ts'
import type { Db } from '../db/sql.ts'
import { contentStructure, contentText, type Structure } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'

/** Words of a source that may hold names: which they are, and the words. */
export interface SourceWords {
  place: NamePlace
  /** Which header or speaker, from 0. */
  number: number
  words: string
}

export interface NamedSource {
  id: string
  title: string
  revision: string
  text: string
  structure: Structure
  /** The text first, then title, file name, mail headers and speakers that stand nowhere in the text. */
  words: SourceWords[]
}

/** A source as it is looked through for names. */
export function wordsOfSource(db: Db, id: string): NamedSource {
  const stored = sourceById(db, id)
  const text = contentText(db, stored.text)
  const structure = contentStructure(db, stored.structure)
  return {
    id,
    title: stored.title,
    revision: stored.revision,
    text,
    structure,
    words: [
      { place: 'text', number: 0, words: text },
      { place: 'title', number: 0, words: stored.title },
      { place: 'file name', number: 0, words: stored.file_name },
      ...headersOf(structure.mail).map(
        (words, number): SourceWords => ({ place: 'mail header', number, words }),
      ),
      ...speakersApart(text, structure).map(
        (words, number): SourceWords => ({ place: 'speaker', number, words }),
      ),
    ],
  }
}

/** The words of an email's header that are shown, in a fixed order. */
export function headersOf(mail: MailHeader | null): string[] {
  if (!mail) return []
  return [
    mail.from ?? '',
    mail.subject ?? '',
    ...(mail.to ?? []),
    ...(mail.cc ?? []),
    ...(mail.attachments ?? []).map(({ name }) => name),
  ]
}

/** The header with its words replaced, in the order of `headersOf`. */
export function withHeaders(mail: MailHeader, words: readonly string[]): MailHeader {
  let at = 0
  const next = () => words[at++] ?? ''
  const from = next()
  const subject = next()
  const to = mail.to?.map(next)
  const cc = mail.cc?.map(next)
  const attachments = mail.attachments?.map(attachment => ({ ...attachment, name: next() }))
  return {
    ...mail,
    ...(mail.from === undefined ? {} : { from }),
    ...(mail.subject === undefined ? {} : { subject }),
    ...(to ? { to } : {}),
    ...(cc ? { cc } : {}),
    ...(attachments ? { attachments } : {}),
  }
}

/** Speakers whose label is no part of the text: one that is goes with the text. */
export function speakersApart(text: string, { segments }: Structure): string[] {
  const apart = segments.flatMap(({ speaker, start, bodyStart }) =>
    speaker === undefined || text.slice(start, bodyStart).includes(speaker) ? [] : [speaker],
  )
  return [...new Set(apart)]
}
