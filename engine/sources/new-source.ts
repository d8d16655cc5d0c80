import type { SourceKind } from '#shared/model/document.ts'
import type { ImportResult } from '#shared/model/source.ts'
import { countWords } from '#shared/text/words.ts'
import { type Change, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import type { ContentKind } from './contents.ts'

/** What a source is made of. */
export interface Coming {
  title: string
  kind: SourceKind
  /** The data set's id. */
  set: string | null
  format: string
  /** The name of the file it came in. */
  file: string
  /** Under what the file's own bytes are kept: their SHA-256 (hex), or null where none are. */
  imported: string | null
  /** ISO 8601, or null. */
  date: string | null
  warnings: string[]
  text: string
  /** How many segments are in `structure`, which is a Structure in JSON. */
  segments: number
  structure: string
  speakers: string[]
  /** Keeps a content of the study and answers its SHA-256 (hex). */
  keep(kind: ContentKind, content: string): string
}

/** A new source with its first revision: their ids, the changes that make them, and what is said of it. */
export function newSource(
  { newId, now }: Pick<Tools, 'newId' | 'now'>,
  coming: Coming,
): { source: string; revision: string; changes: Change[]; result: ImportResult } {
  const { title, kind, set, format, file, imported, date, warnings, text, structure, keep } = coming
  const source = newId()
  const revision = newId()
  const characters = text.length
  const words = countWords(text)
  const sha256 = keep('text', text)
  return {
    source,
    revision,
    changes: [
      made('sources', source, {
        title,
        kind,
        data_set: set,
        format,
        file_name: file,
        imported,
        date,
        warnings: JSON.stringify(warnings),
        created_at: now,
      }),
      made('revisions', revision, {
        source,
        number: 1,
        text: sha256,
        structure: keep('structure', structure),
        characters,
        words,
      }),
    ],
    result: {
      file,
      status: 'imported',
      sourceId: source,
      title,
      kind,
      format,
      characters,
      words,
      segments: coming.segments,
      speakers: coming.speakers,
      sha256,
      warnings,
    },
  }
}
