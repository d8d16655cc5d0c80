import { createHash } from 'node:crypto'
import type { MailHeader, Mark, Segment } from '#shared/model/document.ts'
import { type Db, first, run } from '../db/sql.ts'

export type ContentKind = 'text' | 'structure' | 'imported' | 'memo'

/** What a document's format gave besides its text. */
export interface Structure {
  segments: Segment[]
  marks: Mark[]
  mail: MailHeader | null
  /** The segments as the format gave them, where a person has cut or named them otherwise. */
  recognised?: Segment[]
}

/** A structure to be kept, with these segments in place of those recognised. */
export function structureAs(structure: Structure, recognised: Segment[], segments: Segment[]): string {
  const { recognised: _, ...rest } = structure
  const isSame = JSON.stringify(segments) === JSON.stringify(recognised)
  return JSON.stringify({ ...rest, segments, ...(isSame ? {} : { recognised }) })
}

/** Keeps bytes under their SHA-256 (hex) and answers it. The same bytes are kept once. */
export function keep(db: Db, kind: ContentKind, content: string | Uint8Array): string {
  const { sha256, isNew } = put(db, kind, content)
  // Kept by a large import that may yet be given up: from now on it is needed whatever becomes of that.
  if (!isNew) run(db, 'DELETE FROM arriving WHERE sha256 = ?', sha256)
  return sha256
}

/** Puts bytes under their SHA-256 (hex); says whether they were not there before. */
export function put(
  db: Db,
  kind: ContentKind,
  content: string | Uint8Array,
): { sha256: string; isNew: boolean } {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content, 'utf8')
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const made = run(
    db,
    'INSERT INTO contents (sha256, kind, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    sha256,
    kind,
    bytes,
  )
  return { sha256, isNew: made === 1 }
}

/** Kept bytes; throws where they are not there. */
export function contentBytes(db: Db, sha256: string): Buffer {
  const row = first<{ bytes: Buffer }>(db, 'SELECT bytes FROM contents WHERE sha256 = ?', sha256)
  if (!row) throw new Error(`No content ${sha256}`)
  return row.bytes
}

/** Kept text; throws where it is not there. */
export const contentText = (db: Db, sha256: string): string => contentBytes(db, sha256).toString('utf8')

const atHand = new WeakMap<Db, { sha256: string; text: string }>()

/** Kept text, the last one of them held ready: people work on one text for a while. */
export function textAtHand(db: Db, sha256: string): string {
  const held = atHand.get(db)
  if (held?.sha256 === sha256) return held.text
  const text = contentText(db, sha256)
  atHand.set(db, { sha256, text })
  return text
}

/** The structure kept for a revision. */
export const contentStructure = (db: Db, sha256: string): Structure =>
  JSON.parse(contentText(db, sha256)) as Structure
