import { z } from 'zod'
import type {
  CorrectionPreview,
  CorrectionResult,
  PlaceItem,
  RevisionSummary,
  RevisionText,
} from '../model/revision.ts'
import { id, longText, offset } from './fields.ts'
import { read, write } from './method.ts'

/** Edits of one text: UTF-16 offsets of it, in order, apart, between whole characters; empty to insert. */
const edits = z
  .array(z.strictObject({ start: offset, end: offset, text: z.string().max(10_000_000) }))
  .min(1)
  .max(100_000)

/** Texts put right after their import, and what stood on words that are other now. */
export const revisions = {
  /** Every text a source had, newest first. Only a lead is told what stood where pseudonyms were put in. */
  list: read(z.strictObject({ source: id })).returns<RevisionSummary[]>('sources', 'members', 'session'),
  open: read(z.strictObject({ source: id, number: z.int().min(1) })).returns<RevisionText>('sources'),
  preview: read(z.strictObject({ source: id, edits })).returns<CorrectionPreview>(
    'sources',
    'codings',
    'annotations',
    'rounds',
    'session',
  ),
  /** Makes a further text. `revision` is the one that the edits were made in: refused where it is not the newest. */
  correct: write(
    z.strictObject({ source: id, revision: id, edits, note: longText.default('') }),
  ).returns<CorrectionResult>('sources', 'codings', 'annotations', 'rulings', 'rounds', 'themes', 'memos'),
  /** Puts an earlier text back, as a further one. */
  restore: write(
    z.strictObject({ source: id, number: z.int().min(1), note: longText.default('') }),
  ).returns<CorrectionResult>('sources', 'codings', 'annotations', 'rulings', 'rounds', 'themes', 'memos'),
  /** What waits to be looked at, of one source or of all, as far as the asker may see. */
  toPlace: read(z.strictObject({ source: id.optional() })).returns<PlaceItem[]>(
    'sources',
    'codings',
    'annotations',
    'rulings',
    'rounds',
    'memos',
    'members',
    'session',
  ),
  /** Accepts where things stand now. */
  accept: write(z.strictObject({ items: z.array(id).min(1).max(10_000) })).returns<{ accepted: number }>(
    'codings',
    'annotations',
    'rulings',
    'memos',
  ),
  /** Places a coding or an annotation on other words of the newest text. */
  place: write(z.strictObject({ item: id, start: offset, end: offset })).returns<null>(
    'codings',
    'annotations',
    'rulings',
    'themes',
  ),
  /** Drops a coding or an annotation that waits. */
  drop: write(z.strictObject({ item: id })).returns<null>('codings', 'annotations', 'rulings', 'themes'),
}
