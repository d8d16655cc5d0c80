import { z } from 'zod'
import type { Round } from '../model/round.ts'
import { id, nothing, shortText } from './fields.ts'
import { read, write } from './method.ts'

/** Rounds of independent coding. */
export const rounds = {
  list: read(nothing).returns<Round[]>('rounds', 'session', 'rulings', 'members'),
  /**
   * Opens a round of two coders. Codings its coders already made in its sources outside any round become part of
   * it. Freezes a version of every framework. A source of another open round with one of the coders is refused.
   */
  open: write(
    z.strictObject({
      title: shortText,
      sources: z.array(id).min(1).max(10_000),
      coders: z.array(id).length(2),
      blind: z.boolean().default(true),
    }),
  ).returns<Round>('rounds', 'codings', 'codebook', 'annotations'),
  /** The coder's work in the round stands as it is from here on. Cannot be undone. */
  submit: write(z.strictObject({ round: id, coder: id })).returns<Round>(
    'rounds',
    'codings',
    'annotations',
    'codebook',
    'history',
    'sources',
  ),
  /** No more rulings; the round's layers stay as they are. */
  close: write(z.strictObject({ round: id })).returns<Round>('rounds', 'codings', 'annotations'),
}
