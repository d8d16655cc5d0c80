import type { MailHeader } from '#shared/model/document.ts'
import type { NamePlace } from '#shared/model/pseudonym.ts'
import type { RecordData } from '#shared/model/record.ts'
import { all, type Db } from '../db/sql.ts'
import { recordOf } from '../records/queries.ts'
import { contentStructure, contentText, type Structure } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'

/** Words of a source that may hold names: which they are, and the words. */
export interface SourceWords {
  place: NamePlace
  /** Which of the place's words, from 0. */
  number: number
  words: string
}

export interface NamedSource {
  id: string
  title: string
  revision: string
  text: string
  structure: Structure
  /** The text first, then whatever else of the source is shown and stands nowhere in the text. */
  words: SourceWords[]
}

/** A source with the rows beside its own that hold words of it. */
export interface NamedWithRows extends NamedSource {
  files: { id: string; name: string }[]
  record: RecordData | null
}

/** A source as it is looked through for names. */
export function wordsOfSource(db: Db, id: string): NamedWithRows {
  const stored = sourceById(db, id)
  const text = contentText(db, stored.text)
  const structure = contentStructure(db, stored.structure)
  const files = all<{ id: string; name: string }>(
    db,
    'SELECT id, name FROM attachments WHERE source = ? ORDER BY position, id',
    id,
  )
  const record = recordOf(db, id)
  const numbered = (place: NamePlace, list: readonly string[]): SourceWords[] =>
    list.map((words, number) => ({ place, number, words }))
  return {
    id,
    title: stored.title,
    revision: stored.revision,
    text,
    structure,
    files,
    record,
    words: [
      { place: 'text', number: 0, words: text },
      { place: 'title', number: 0, words: stored.title },
      { place: 'file name', number: 0, words: stored.file_name },
      ...numbered('mail header', headersOf(structure.mail)),
      ...numbered('attachment', attachedNames(files, structure.mail)),
      ...numbered('record', record ? recordWords(record) : []),
      ...numbered('warning', JSON.parse(stored.warnings) as string[]),
      ...numbered('speaker', speakersApart(text, structure)),
    ],
  }
}

/** The words of an email's header that are shown, in a fixed order. */
export function headersOf(mail: MailHeader | null): string[] {
  if (!mail) return []
  return [mail.from ?? '', mail.subject ?? '', ...(mail.to ?? []), ...(mail.cc ?? [])]
}

/** The header with its words replaced, in the order of `headersOf`. */
export function withHeaders(mail: MailHeader, words: readonly string[]): MailHeader {
  let at = 0
  const next = () => words[at++] ?? ''
  const from = next()
  const subject = next()
  const to = mail.to?.map(next)
  const cc = mail.cc?.map(next)
  return {
    ...mail,
    ...(mail.from === undefined ? {} : { from }),
    ...(mail.subject === undefined ? {} : { subject }),
    ...(to ? { to } : {}),
    ...(cc ? { cc } : {}),
  }
}

/** The names of the files that came with a source, each once: they stand in its header and in rows of their own. */
export const attachedNames = (files: readonly { name: string }[], mail: MailHeader | null): string[] => [
  ...new Set([...files, ...(mail?.attachments ?? [])].map(({ name }) => name)),
]

/** The words of a record besides its text, in a fixed order: also the names of its other columns. */
export const recordWords = ({ site, mode, names, others }: RecordData): string[] => [
  site ?? '',
  mode ?? '',
  ...names,
  ...Object.entries(others).flat(),
]

/** The columns of a record's row with its words replaced, in the order of `recordWords`. */
export function withRecordWords({ site, mode, names, others }: RecordData, words: readonly string[]) {
  const [newSite = '', newMode = '', ...rest] = words
  const columns = new Map<string, string>()
  for (const [n, [name, said]] of Object.entries(others).entries()) {
    const at = names.length + 2 * n
    const wanted = rest[at] ?? name
    let free = wanted
    for (let more = 2; columns.has(free); more++) free = `${wanted} (${more})`
    columns.set(free, rest[at + 1] ?? said)
  }
  return {
    site: site === null ? null : newSite,
    mode: mode === null ? null : newMode,
    names: JSON.stringify(rest.slice(0, names.length)),
    others: JSON.stringify(Object.fromEntries(columns)),
  }
}

/** Speakers whose label is no part of the text: one that is goes with the text. */
export function speakersApart(text: string, { segments }: Structure): string[] {
  const apart = segments.flatMap(({ speaker, start, bodyStart }) =>
    speaker === undefined || text.slice(start, bodyStart).includes(speaker) ? [] : [speaker],
  )
  return [...new Set(apart)]
}
