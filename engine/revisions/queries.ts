import { TandemError } from '#shared/errors.ts'
import type { RevisionKind, RevisionSummary, RevisionText } from '#shared/model/revision.ts'
import { all, type Db } from '../db/sql.ts'
import { contentStructure, contentText } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import { type KeptEdit, textChanges } from './text-changes.ts'

/** A text of a source with what it came of. */
export interface StoredRevision {
  id: string
  number: number
  text: string
  structure: string
  words: number
  kind: RevisionKind | null
  note: string | null
  edits: string | null
  who: string | null
  made_at: number | null
}

/** How many changes of one revision are told one by one. */
const most = 200

/** The texts of a source, oldest first. */
export const storedRevisions = (db: Db, source: string): StoredRevision[] =>
  all<StoredRevision>(
    db,
    `SELECT r.id, r.number, r.text, r.structure, r.words, c.kind, c.note, c.edits, m.name AS who, c.made_at
     FROM revisions r LEFT JOIN corrections c ON c.revision = r.id LEFT JOIN members m ON m.id = c.made_by
     WHERE r.source = ? ORDER BY r.number`,
    source,
  )

/** Every text a source had, newest first, with what each changed. Refuses where there is no such source. */
export function listRevisions(db: Db, id: string): RevisionSummary[] {
  const source = sourceById(db, id)
  let before = ''
  const found = storedRevisions(db, id).map((revision): RevisionSummary => {
    const text = contentText(db, revision.text)
    const { changes, further } = textChanges(before, text, editsOf(revision), most)
    before = text
    return {
      id: revision.id,
      number: revision.number,
      kind: revision.kind ?? 'imported',
      note: revision.note ?? '',
      who: revision.who,
      at: new Date(revision.made_at ?? source.created_at).toISOString(),
      words: revision.words,
      changes,
      further,
    }
  })
  return found.reverse()
}

/** One text of a source, to read. Refuses where there is none of that number. */
export function readRevision(db: Db, id: string, number: number): RevisionText {
  const { title } = sourceById(db, id)
  const revision = revisionOf(db, id, number)
  let shift = 0
  return {
    id: revision.id,
    number,
    title,
    sha256: revision.text,
    text: contentText(db, revision.text),
    parts: contentStructure(db, revision.structure).segments,
    changed: editsOf(revision).map(([start, end, length]) => {
      const at = start + shift
      shift += length - (end - start)
      return { start: at, end: at + length }
    }),
  }
}

/** A text of a source by its number; refuses where there is none. */
export function revisionOf(db: Db, source: string, number: number): StoredRevision {
  const revisions = storedRevisions(db, source)
  const found = revisions.find(revision => revision.number === number)
  if (found) return found
  throw new TandemError(
    'not-found',
    `“${sourceById(db, source).title}” has no text ${number}.`,
    revisions.length === 1
      ? 'It was never corrected: its only text is 1.'
      : `It has 1 to ${revisions.length}.`,
  )
}

/** What a revision changed of the one before it; nothing for an import. */
export const editsOf = ({ edits }: Pick<StoredRevision, 'edits'>): KeptEdit[] =>
  JSON.parse(edits ?? '[]') as KeptEdit[]
