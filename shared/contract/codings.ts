import { z } from 'zod'
import type { CodedPassage, Coding } from '../model/coding.ts'
import { id, layer, longText, offset, polarity } from './fields.ts'
import { read, write } from './method.ts'

const newCoding = z.strictObject({
  source: id,
  start: offset,
  end: offset,
  code: id,
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
