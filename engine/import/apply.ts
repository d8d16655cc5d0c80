import { createHash } from 'node:crypto'
import type { ParsedDocument, SourceKind } from '#shared/model/document.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { countWords } from '#shared/text/words.ts'
import { all, first } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { keep } from '../sources/contents.ts'
import { titleOfText } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'

export interface Taking {
  file: string
  bytes: Uint8Array
  documents: readonly ParsedDocument[]
  /** Titles a person gave in place of those recognised, by position. */
  titles?: readonly string[] | undefined
  kind?: SourceKind | undefined
  dataSet?: string | undefined
}

/**
 * Takes one file's documents into the study: the only place that writes sources. One journal entry for the file.
 * A document whose text the study already holds is named as a duplicate and left out.
 */
export function takeFile(
  tools: Tools,
  { file, bytes, documents, titles, kind, dataSet }: Taking,
): ImportResult[] {
  const { db, newId, now } = tools
  const changes: Change[] = []
  const results: ImportResult[] = []
  const set = dataSet === undefined ? null : dataSetNamed(tools, dataSet, changes)
  const imported = keep(db, 'imported', bytes)
  const taken = new Set<string>()
  documents.forEach((document, position) => {
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
    const structure = keep(
      db,
      'structure',
      JSON.stringify({ segments: document.segments, marks: document.marks, mail: document.mail ?? null }),
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

/** The id of the data set of that name; where there is none, what makes it is added to the changes. */
export function dataSetNamed({ db, newId }: Tools, name: string, changes: Change[]): string {
  const known = first<{ id: string }>(db, 'SELECT id FROM data_sets WHERE name = ?', name)
  if (known) return known.id
  const id = newId()
  const position = all(db, 'SELECT id FROM data_sets').length + 1
  changes.push(made('data_sets', id, { name, position }))
  return id
}
