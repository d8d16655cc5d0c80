import { z } from 'zod'
import type { CandidatePassage, Statement, StatementTable } from '../model/statement.ts'
import { id, layer, polarity } from './fields.ts'
import { read, write } from './method.ts'

const text = z.string().trim().min(1).max(4000)
/** Components or constructs of one deductive framework. */
const codes = z.array(id).min(1).max(50)
/** Ids of codings; null: every passage coded to both. */
const passages = z.array(id).min(1).max(5000).nullable()

/** Statements of the theme × framework table, and what stands behind them. */
export const statements = {
  /** The table for a deductive framework; null: the first. */
  table: read(
    z.strictObject({ framework: id.nullable().default(null), layer: layer.default('consensus') }),
  ).returns<StatementTable>('themes', 'codings', 'codebook', 'sources', 'session', 'rounds'),
  /** The passages coded to a theme and to any of these components, of which a statement can be made. */
  candidates: read(z.strictObject({ theme: id, codes, layer: layer.default('consensus') })).returns<
    CandidatePassage[]
  >('themes', 'codings', 'codebook', 'sources', 'session', 'rounds'),
  add: write(
    z.strictObject({ theme: id, polarity, codes, text, passages: passages.default(null) }),
  ).returns<Statement>('themes'),
  /** `from`: what it said when one began to change it; where it says something else by now, nothing is written over that. */
  update: write(
    z.strictObject({
      statement: id,
      polarity: polarity.optional(),
      codes: codes.optional(),
      text: text.optional(),
      passages: passages.optional(),
      from: z
        .strictObject({
          polarity,
          codes: z.array(id).max(50),
          text,
          passages: z.array(id).max(5000).nullable(),
        })
        .optional(),
    }),
  ).returns<Statement>('themes'),
  /** Puts a statement before another of its cell, or last. */
  move: write(z.strictObject({ statement: id, before: id.nullable().default(null) })).returns<null>('themes'),
  remove: write(z.strictObject({ statement: id })).returns<null>('themes'),
}
