import type { ParsedDocument, SourceKind } from '#shared/model/document.ts'
import type { ImportResult } from '#shared/model/source.ts'
import type { SpeakerChoice } from '#shared/model/speakers.ts'
import { all } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { keep, structureAs } from '../sources/contents.ts'
import { dataSetCalled } from '../sources/data-set-called.ts'
import { newSource } from '../sources/new-source.ts'
import { identityOf, TakenDocuments, titleOfSame } from '../sources/same-document.ts'
import { choiceRows } from '../speakers/choices.ts'
import type { Tools } from '../tools.ts'
import { maySpeak, withSpeakers } from './said-speakers.ts'

export interface Taking {
  file: string
  bytes: Uint8Array
  documents: readonly ParsedDocument[]
  /** Titles a person gave in place of those recognised, by position. */
  titles?: readonly string[] | undefined
  kind?: SourceKind | undefined
  dataSet?: string | undefined
  /** What was said of the speakers of the document at a position. */
  speakers?: ((position: number) => SpeakerChoice | null | undefined) | undefined
}

/**
 * Takes one file's documents into the study, one journal entry for the file.
 * A document that the study already holds is named as a duplicate and left out.
 */
export function takeFile(
  tools: Tools,
  { file, bytes, documents, titles, kind, dataSet, speakers }: Taking,
): ImportResult[] {
  const { db } = tools
  const changes: Change[] = []
  const set = dataSet === undefined ? null : dataSetNamed(tools, dataSet, changes)
  const imported = keep(db, 'imported', bytes)
  const taken = new TakenDocuments()
  const results = documents.map((document, position) =>
    takeDocument(tools, document, {
      file,
      imported: () => imported,
      title: titles?.[position]?.trim() || document.title,
      kind,
      speakers: speakers?.(position),
      set,
      taken,
      changes,
      keep: (kind, content) => keep(db, kind, content),
    }),
  )
  if (taken.size > 0) tools.record('sources.imported', importedInWords(file, taken), changes)
  return results
}

/** What an import of a file is called in the journal, by the titles of what was taken of it. */
export const importedInWords = (file: string, taken: Pick<TakenDocuments, 'size' | 'first'>): string => {
  const what = taken.size === 1 ? `“${taken.first}”` : `${taken.size.toLocaleString('en-GB')} sources`
  return `Imported ${what} from ${file}`
}

/** One document on its way in, and where what it becomes is gathered. */
export interface Arriving {
  file: string
  /** Keeps the file's own bytes, where the document is taken, and answers their SHA-256. */
  imported: () => string
  title: string
  kind: SourceKind | undefined
  /** What was said of its speakers; as recognised where nothing was. */
  speakers?: SpeakerChoice | null | undefined
  /** The data set's id. */
  set: string | null
  /** What was taken in this step. */
  taken: TakenDocuments
  changes: Change[]
  keep(kind: 'text' | 'structure' | 'imported', content: string | Uint8Array): string
  /** Told the revision that the text becomes. */
  onRevision?(revision: string): void
}

/** Makes one document a source, or names it as a duplicate. */
export function takeDocument(
  tools: Pick<Tools, 'db' | 'newId' | 'now'>,
  recognised: ParsedDocument,
  { file, imported, title, kind, speakers, set, taken, changes, keep, onRevision }: Arriving,
): ImportResult {
  const { db, newId } = tools
  const choice = maySpeak(recognised) ? speakers : null
  const document = choice ? withSpeakers(recognised, choice) : recognised
  const identity = identityOf(document)
  const { sha256 } = identity
  const same = taken.titleOf(identity) ?? titleOfSame(db, identity)
  if (same !== undefined) {
    return {
      file,
      status: 'duplicate',
      reason: `The study already holds this ${identity.mail ? 'message' : 'text'} as “${same}”.`,
      title,
      sha256,
      warnings: [],
    }
  }
  taken.add(identity, title)
  const { segments, marks, mail = null } = document
  const fresh = newSource(tools, {
    title,
    kind: kind ?? document.kind,
    set,
    format: document.format,
    file,
    imported: imported(),
    date: document.date ?? null,
    warnings: document.warnings,
    text: document.text,
    segments: segments.length,
    structure: structureAs({ segments, marks, mail }, recognised.segments, segments),
    speakers: document.speakers,
    keep,
  })
  const { source } = fresh
  changes.push(...fresh.changes)
  document.mail?.attachments?.forEach(({ name, type, bytes }, at) => {
    const content = document.attached?.[at]
    changes.push(
      made('attachments', newId(), {
        source,
        name,
        media_type: type,
        bytes,
        content: content == null ? null : keep('imported', content),
        position: at + 1,
      }),
    )
  })
  if (choice) {
    changes.push(...choiceRows(tools, source, recognised, choice).filter(change => change !== null))
  }
  onRevision?.(fresh.revision)
  return fresh.result
}

/** The id of the data set of this name; where there is none, it is made by a change added to `changes`. */
export function dataSetNamed(
  { db, newId }: Pick<Tools, 'db' | 'newId'>,
  name: string,
  changes: Change[],
): string {
  const known = dataSetCalled(db, name)
  if (known !== undefined) return known.id
  const id = newId()
  const position = all(db, 'SELECT id FROM data_sets').length + 1
  changes.push(made('data_sets', id, { name, position }))
  return id
}
