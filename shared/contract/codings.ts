import { z } from 'zod'
import type { Code } from '../model/codebook.ts'
import type { CodedPassage, Coding, CodingsSince, OpenCodings } from '../model/coding.ts'
import { id, layer, longText, offset, polarity, shortText } from './fields.ts'
import { read, write } from './method.ts'

const passage = {
  source: id,
  start: offset,
  end: offset,
  polarity: polarity.nullable().default(null),
  comment: longText.default(''),
}
const newCoding = z.strictObject({ ...passage, code: id })

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
  since: read(z.strictObject({ source: id, at: z.int().min(0) })).returns<CodingsSince | null>(
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
      round: id.optional(),
    }),
  ).returns<CodedPassage[]>('codings', 'rounds', 'session', 'codebook', 'sources'),
  add: write(newCoding).returns<Coding>('codings'),
  /** Makes a code in the study's own framework and codes a passage with it: one step, undone as one. */
  addWithNewCode: write(z.strictObject({ ...passage, name: shortText })).returns<{
    code: Code
    coding: Coding
  }>('codings', 'codebook'),
  /** Many at once, all or nothing, one undoable step. */
  addMany: write(z.strictObject({ codings: z.array(newCoding).min(1).max(100_000) })).returns<{
    added: number
  }>('codings'),
  update: write(
    z.strictObject({
      coding: id,
      start: offset.optional(),
      end: offset.optional(),
      code: id.optional(),
      polarity: polarity.nullable().optional(),
      comment: longText.optional(),
    }),
  ).returns<Coding>('codings'),
  remove: write(z.strictObject({ codings: z.array(id).min(1).max(10_000) })).returns<null>('codings'),
}
