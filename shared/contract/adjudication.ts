import { z } from 'zod'
import type { Disagreement } from '../model/disagreement.ts'
import { id, longText, nothing, offset } from './fields.ts'
import { read, write } from './method.ts'

const ruling = z.strictObject({
  round: id,
  disagreement: z.string().min(1).max(100),
  outcome: z.enum(['a', 'b', 'both', 'extent', 'code', 'neither']),
  start: offset.optional(),
  end: offset.optional(),
  code: id.optional(),
  reason: longText.default(''),
  discussedWith: longText.default(''),
})

/** The differences of a submitted round, and what a reviewer rules on each. Rulings write the consensus layer only. */
export const adjudication = {
  disagreements: read(z.strictObject({ round: id })).returns<Disagreement[]>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  rule: write(ruling).returns<Disagreement>('rulings', 'codings', 'rounds'),
  /** Many rulings, all or nothing, one undoable step. */
  ruleMany: write(z.strictObject({ rulings: z.array(ruling).min(1).max(100_000) })).returns<{
    ruled: number
  }>('rulings', 'codings', 'rounds'),
  withdraw: write(
    z.strictObject({ round: id, disagreement: z.string().min(1).max(100) }),
  ).returns<Disagreement>('rulings', 'codings', 'rounds'),
  /** Reasons given before, latest first, to offer again. */
  reasons: read(nothing).returns<string[]>('rulings'),
}
