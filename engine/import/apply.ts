import { createHash } from 'node:crypto'
import type { ParsedDocument, SourceKind } from '#shared/model/document.ts'
import type { ImportResult } from '#shared/model/source.ts'
import type { SpeakerChoice } from '#shared/model/speakers.ts'
import { countWords } from '#shared/text/words.ts'
import { all, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { keep, structureAs } from '../sources/contents.ts'
import { titleOfText } from '../sources/queries.ts'
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
 * Takes one file's documents into the study: the only place that writes sources. One journal entry for the file.
 * A document whose text the study already holds is named as a duplicate and left out.
 */
export function takeFile(
  tools: Tools,
  { file, bytes, documents, titles, kind, dataSet, speakers }: Taking,
): ImportResult[] {
  const { db, newId, now } = tools
  const changes: (Change | null)[] = []
  const results: ImportResult[] = []
  const set = dataSet === undefined ? null : dataSetNamed(tools, dataSet, changes)
  const imported = keep(db, 'imported', bytes)
  const taken = new Set<string>()
  documents.forEach((recognised, position) => {
    const choice = maySpeak(recognised) ? speakers?.(position) : null
    const document = choice ? withSpeakers(recognised, choice) : recognised
    const sha256 = createHash('sha256').update(document.text, 'utf8').digest('hex')
    const title = titles?.[position]?.trim() || document.title
    const same = taken.has(sha256) ? title : titleOfText(db, sha256)
    if (same !== undefined) {
      results.push({
        file,
        status: 'duplicate',
        reason: `The study already holds this text as “${same}”.`,
        title,
        sha256,
        warnings: [],
      })
      return
    }
    taken.add(sha256)
    const words = countWords(document.text)
    const text = keep(db, 'text', document.text)
    const { segments, marks, mail = null } = document
    const structure = keep(
      db,
      'structure',
      structureAs({ segments, marks, mail }, recognised.segments, segments),
    )
    const source = newId()
    const is = kind ?? document.kind
    changes.push(
      made('sources', source, {
        title,
        kind: is,
        data_set: set,
        format: document.format,
        file_name: file,
        imported,
        date: document.date ?? null,
        warnings: JSON.stringify(document.warnings),
        created_at: now,
      }),
      made('revisions', newId(), {
        source,
        number: 1,
        text,
        structure,
        characters: document.text.length,
        words,
      }),
      ...(choice ? choiceRows(tools, source, recognised, choice) : []),
    )
    results.push({
      file,
      status: 'imported',
      sourceId: source,
      title,
      kind: is,
      format: document.format,
      characters: document.text.length,
      words,
      segments: document.segments.length,
      speakers: document.speakers,
      sha256,
      warnings: document.warnings,
    })
  })
  if (taken.size > 0) {
    const what =
      taken.size === 1 ? `“${results.find(r => r.status === 'imported')?.title}”` : `${taken.size} sources`
    tools.record('sources.imported', `Imported ${what} from ${file}`, changes)
  }
  return results
}

function dataSetNamed({ db, newId }: Tools, name: string, changes: (Change | null)[]): string {
  const known = first<{ id: string }>(db, 'SELECT id FROM data_sets WHERE name = ?', name)
  if (known) return known.id
  const id = newId()
  const position = all(db, 'SELECT id FROM data_sets').length + 1
  changes.push(made('data_sets', id, { name, position }))
  return id
}
