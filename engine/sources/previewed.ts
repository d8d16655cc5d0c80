import { createHash } from 'node:crypto'
import type { ParsedDocument } from '#shared/model/document.ts'
import type { ImportPreview, PreviewedDocument } from '#shared/model/source.ts'
import { countWords } from '#shared/text/words.ts'
import type { Db } from '../db/sql.ts'
import type { Working } from '../tools.ts'
import { type FoundFile, lookInto } from './found-file.ts'
import { titleOfText } from './queries.ts'

/** How many documents of one file are shown before it is imported. */
const mostShown = 20

interface Shown {
  preview: Omit<ImportPreview, 'fileName' | 'preview'>
  /** What is to be held until it is imported, and about how much memory that takes, in bytes. */
  found: FoundFile
  bytes: number
}

/** What a person is shown of a file before anything of it is kept: the first documents, and how many there are. */
export async function shownOf(working: Working, found: FoundFile): Promise<Shown> {
  const { db } = working.reading
  if (found.is === 'known')
    return { found, bytes: 0, preview: { documents: [], total: 0, fresh: 0, knownAs: found.title } }
  if (found.is === 'documents')
    return { found, bytes: found.bytes.byteLength * 3, preview: shownDocuments(db, found.documents) }
  const { documents, messages, whole } = await lookInto(working, found)
  const preview = shownDocuments(db, documents)
  return {
    found: { ...found, whole },
    bytes: whole ? whole.piece.bytes.byteLength * 3 : 0,
    preview: whole ? preview : { ...preview, total: messages, fresh: messages },
  }
}

const shownDocuments = (db: Db, documents: readonly ParsedDocument[]): Shown['preview'] => ({
  documents: documents.slice(0, mostShown).map(document => previewed(db, document)),
  total: documents.length,
  fresh: documents.filter(({ text }) => titleOfText(db, sha256Of(text)) === undefined).length,
  knownAs: null,
})

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

function previewed(db: Db, document: ParsedDocument): PreviewedDocument {
  const sha256 = sha256Of(document.text)
  const turns = Map.groupBy(
    document.segments.filter(s => s.speaker !== undefined),
    s => s.speaker ?? '',
  )
  return {
    title: document.title,
    kind: document.kind,
    format: document.format,
    characters: document.text.length,
    words: countWords(document.text),
    segments: document.segments.length,
    speakers: document.speakers.map(name => ({ name, turns: turns.get(name)?.length ?? 0 })),
    mail: document.mail ?? null,
    date: document.date ?? null,
    warnings: document.warnings,
    sha256,
    duplicateOf: titleOfText(db, sha256) ?? null,
    opening: document.segments.slice(0, 12).map(segment => ({
      speaker: segment.speaker ?? null,
      startMs: segment.startMs ?? null,
      text: document.text.slice(segment.bodyStart, Math.min(segment.end, segment.bodyStart + 600)),
      kind: segment.kind,
    })),
  }
}
