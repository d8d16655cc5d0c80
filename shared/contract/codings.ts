import { z } from 'zod'
import type { AddedCodings, CodedPassage, Coding, CodingsSince, OpenCodings } from '../model/coding.ts'
import { id, layer, longText, offset, polarity, shortText } from './fields.ts'
import { read, write } from './method.ts'

const newCoding = z.strictObject({
  source: id,
  start: offset,
  end: offset,
  /** This, or `newCode`. */
  code: id.optional(),
  /** A code to make in the same step, in the study's own framework. */
  newCode: z.strictObject({ name: shortText }).optional(),
  polarity: polarity.nullable().default(null),
  comment: longText.default(''),
})

/** Who coded which passage with what. Every list holds only what the asker may see (blinding). */
export const codings = {
  inSource: read(z.strictObject({ source: id, layer: layer.default('independent') })).returns<Coding[]>(
    'codings',
    'rounds',
    'session',
  ),
  /** All codings of a source in one message, packed in columns, with the moment it was asked at. */
  open: read(z.strictObject({ source: id })).returns<OpenCodings>('codings', 'rounds', 'session'),
  /** What became of a source's codings since a moment that `open` or `since` named; null: open it anew. */
  since: read(z.strictObject({ source: id, at: z.union([id, z.literal('')]) })).returns<CodingsSince | null>(
    'codings',
    'rounds',
    'session',
  ),
  passages: read(
    z.strictObject({
      layer: layer.default('independent'),
      code: id.optional(),
      withDescendants: z.boolean().default(false),
      coder: id.optional(),
      source: id.optional(),
      /** A person or a site who stands behind them; a site's are those of its people too. */
      case: id.optional(),
      round: id.optional(),
    }),
  ).returns<CodedPassage[]>('codings', 'rounds', 'session', 'codebook', 'sources', 'cases'),
  add: write(newCoding).returns<Coding>('codings', 'codebook'),
  /**
   * Many at once, all or nothing, one undoable step. `how` they were found is said in the history. Answers also what
   * became of passages that had the code on overlapping text already.
   */
  addMany: write(
    z.strictObject({ codings: z.array(newCoding).min(1).max(100_000), how: shortText.optional() }),
  ).returns<AddedCodings>('codings', 'codebook'),
  update: write(
    z.strictObject({
      coding: id,
      start: offset.optional(),
      end: offset.optional(),
      code: id.optional(),
      polarity: polarity.nullable().optional(),
      comment: longText.optional(),
      /** What the comment was when one began to change it: where it is another by now, nothing is changed. */
      from: z.strictObject({ comment: longText }).optional(),
    }),
  ).returns<Coding>('codings'),
  remove: write(z.strictObject({ codings: z.array(id).min(1).max(10_000) })).returns<null>('codings'),
}
