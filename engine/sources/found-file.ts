import { createHash } from 'node:crypto'
import type { ParsedDocument } from '#shared/model/document.ts'
import type { FileRef } from '#shared/model/source.ts'
import { type Db, first } from '../db/sql.ts'
import type { ReadOptions } from '../import/format.ts'
import { limits } from '../import/limits.ts'
import { beginsMailbox } from '../import/mailbox.ts'
import { type MailboxPiece, pieceSizes, piecesOf } from '../import/mailbox-pieces.ts'
import type { Working } from '../tools.ts'
import { type FileContent, openFile, tooLarge } from './read-file.ts'

/** A file of an import once looked at: what is in it, or that the study has it. */
export type FoundFile = { fileName: string } & (
  | { is: 'documents'; bytes: Uint8Array; sha256: string; read: string; documents: ParsedDocument[] }
  | { is: 'mailbox'; content: FileContent; whole: ReadPiece | null }
  | { is: 'known'; title: string; textSha256: string }
)

/** A piece of a mailbox and the documents in it. */
export interface ReadPiece {
  piece: MailboxPiece
  documents: ParsedDocument[]
}

/**
 * Looks at a file: the bytes of one that the study has, or that was read a moment ago in the same way, are not read
 * again; a mailbox is opened, to be read a piece at a time.
 */
export async function findFile(working: Working, file: FileRef, options: ReadOptions): Promise<FoundFile> {
  const { host } = working.window
  const content = await openFile(host, file)
  const { fileName, size } = content
  if (beginsMailbox(await headOf(content), fileName)) {
    if (size > limits.mailboxBytes) throw tooLarge(fileName, size, limits.mailboxBytes)
    return { is: 'mailbox', fileName, content, whole: null }
  }
  if (size > limits.fileBytes) throw tooLarge(fileName, size)
  const bytes = await content.bytes()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = sourceOfFile(working.reading.db, sha256)
  if (known) return { is: 'known', fileName, title: known.title, textSha256: known.text }
  const read = `${fileName}\n${JSON.stringify(options)}`
  const before = host.previews.find(
    found => found.is === 'documents' && found.sha256 === sha256 && found.read === read,
  )
  if (before) return before
  const documents = await host.parser.parse({ bytes, fileName, options }, { signal: working.signal })
  return { is: 'documents', fileName, bytes, sha256, read, documents }
}

/** The messages of a piece of a mailbox. */
export const readPiece = async (
  { window, signal }: Working,
  fileName: string,
  piece: MailboxPiece,
): Promise<ReadPiece> => ({
  piece,
  documents: await window.host.parser.parse(
    { bytes: piece.bytes, fileName, options: { piece: { first: piece.first } } },
    { signal },
  ),
})

/** How many messages a mailbox's look shows of it at the most, where it is larger than one piece. */
const shown = 20

/** A mailbox's beginning to look at, how many messages it holds, and, where it is small, all of it. */
export async function lookInto(
  working: Working,
  { fileName, content }: { fileName: string; content: FileContent },
): Promise<{ documents: ParsedDocument[]; messages: number; whole: ReadPiece | null }> {
  if (content.size <= pieceSizes.pieceBytes) {
    let whole: ReadPiece | null = null
    let pieces = 0
    let messages = 0
    const documents: ParsedDocument[] = []
    for await (const piece of piecesOf(content.chunks())) {
      whole = await readPiece(working, fileName, { ...piece, bytes: Buffer.from(piece.bytes) })
      documents.push(...whole.documents)
      messages += piece.messages
      pieces++
    }
    return { documents, messages, whole: pieces === 1 ? whole : null }
  }
  let beginning: MailboxPiece | null = null
  let messages = 0
  for await (const piece of piecesOf(content.chunks(), { ...pieceSizes, pieceMessages: shown })) {
    await working.breathe()
    beginning ??= { ...piece, bytes: Buffer.from(piece.bytes) }
    messages += piece.messages
  }
  const documents = beginning ? (await readPiece(working, fileName, beginning)).documents : []
  return { documents, messages, whole: null }
}

/**
 * A source that was read from these very bytes, with the hash of its text as it came in, or undefined. Not a table's:
 * what comes of that is a matter of how it is read.
 */
const sourceOfFile = (db: Db, sha256: string): { title: string; text: string } | undefined =>
  first<{ title: string; text: string }>(
    db,
    `SELECT s.title, r.text FROM sources s JOIN revisions r ON r.source = s.id AND r.number = 1
     WHERE s.imported = ? AND s.format NOT IN ('csv', 'xlsx') ORDER BY s.created_at LIMIT 1`,
    sha256,
  )

async function headOf(content: FileContent): Promise<Uint8Array> {
  for await (const chunk of content.chunks()) return chunk
  return new Uint8Array()
}
