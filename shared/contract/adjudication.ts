import { z } from 'zod'
import type { Disagreement, LeftRuling } from '../model/disagreement.ts'
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
  /** Rulings of a round whose difference is no longer there. They stand till somebody lets them go. */
  leftRulings: read(z.strictObject({ round: id })).returns<LeftRuling[]>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
  ),
  /** Takes such a ruling out of the consensus. */
  letGo: write(z.strictObject({ round: id, ruling: id })).returns<{ left: number }>(
    'rulings',
    'codings',
    'rounds',
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
