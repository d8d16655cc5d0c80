import type { ParsedDocument } from '#shared/model/document.ts'
import type { ImportPreview, PreviewedDocument } from '#shared/model/source.ts'
import { asRecognised, type SpeakerChoice } from '#shared/model/speakers.ts'
import { countWords } from '#shared/text/words.ts'
import type { Db } from '../db/sql.ts'
import { cutAs, maySpeak, named } from '../import/said-speakers.ts'
import { rememberedFor } from '../speakers/choices.ts'
import { openingOf, speechOf } from '../speakers/speech.ts'
import type { Working } from '../tools.ts'
import { type FoundFile, lookInto } from './found-file.ts'
import { identityOf, titleOfSame } from './same-document.ts'

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
  fresh: documents.filter(document => titleOfSame(db, identityOf(document)) === undefined).length,
  knownAs: null,
})

/** What was recognised in a document, its speakers as chosen: by the person, or for a source like it before. */
export function previewed(db: Db, recognised: ParsedDocument, chosen?: SpeakerChoice): PreviewedDocument {
  const speaks = maySpeak(recognised)
  const remembered = chosen || !speaks ? null : rememberedFor(db, recognised)
  const choice = chosen ?? remembered?.choice ?? asRecognised
  const cut = cutAs(recognised, choice)
  const document = named(recognised, cut, choice)
  const identity = identityOf(document)
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
    sha256: identity.sha256,
    duplicateOf: titleOfSame(db, identity) ?? null,
    opening: openingOf(document),
    speech: speaks ? speechOf(recognised, cut, document, choice, remembered?.title ?? null) : null,
  }
}
