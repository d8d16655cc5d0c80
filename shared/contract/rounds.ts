import { z } from 'zod'
import { type Draw, type Round, type RoundPlan, strata } from '../model/round.ts'
import { agreedRule, day, id, longText, nothing, sampleSize, shortText, unit } from './fields.ts'
import { read, write } from './method.ts'

const sample = z.strictObject({
  among: z.array(id).min(1).max(10_000),
  /** Which sources those are, in words. */
  described: z.string().trim().max(400).default(''),
  size: sampleSize,
  by: z.enum(strata).nullable().default(null),
  seed: z.int().min(0).max(0xffff_ffff),
})

/** Rounds of independent coding. */
export const rounds = {
  list: read(nothing).returns<Round[]>('rounds', 'session', 'rulings', 'members'),
  /** How a round was planned; null for one opened before plans were kept. */
  plan: read(z.strictObject({ round: id })).returns<RoundPlan | null>('rounds'),
  /** Which sources a sample takes, and what each stratum gives. Keeps nothing. */
  draw: read(sample).returns<Draw & { sources: string[] }>('sources', 'cases'),
  /**
   * Opens a round of two coders. Codings its coders already made in its sources outside any round become part of
   * it. Freezes a version of every framework. A source of another open round with one of the coders is refused.
   */
  open: write(
    z.strictObject({
      title: shortText,
      /** Chosen by hand; or `sample`. */
      sources: z.array(id).min(1).max(10_000).optional(),
      sample: sample.optional(),
      coders: z.array(id).length(2),
      blind: z.boolean().default(true),
      /** The unit agreement is to be reported on. */
      unit: unit.default('character'),
      due: day.nullable().default(null),
      /** Whether its coders may propose codes while it is open, or code only. */
      mayAddCodes: z.boolean().default(true),
      note: longText.default(''),
      /** By which rule what its coders agree on enters the consensus. */
      agree: agreedRule.default({ by: 'exact' }),
    }),
  ).returns<Round>('rounds', 'codings', 'codebook', 'annotations', 'memos'),
  /**
   * Changes the rule by which what a round's coders agree on enters its consensus, and makes the consensus anew by it where
   * both have submitted. Rulings stand, and so do both coders' own codings. Refused once the round is closed.
   */
  setAgreed: write(
    z.strictObject({ round: id, agree: agreedRule, because: longText.trim().min(1) }),
  ).returns<Round>('rounds', 'rulings', 'codings'),
  /** Ends the blinding of an open round before all have submitted. Cannot be undone. */
  unblind: write(z.strictObject({ round: id, because: longText.trim().min(1) })).returns<Round>(
    'rounds',
    'codings',
    'annotations',
    'codebook',
    'memos',
    'sources',
    'rulings',
  ),
  /** The coder's work in the round stands as it is from here on. Cannot be undone. */
  submit: write(z.strictObject({ round: id, coder: id })).returns<Round>(
    'rounds',
    'codings',
    'annotations',
    'codebook',
    'memos',
    'history',
    'sources',
  ),
  /**
   * No more rulings and no more returns; the round's layers stay as they are. Refused while somebody has not submitted, and
   * where it is closed already. `leaveOpen` says that differences without a ruling may stay
   * so, and that what is still out in hand-outs is left out.
   */
  close: write(z.strictObject({ round: id, leaveOpen: z.boolean().default(false) })).returns<Round>(
    'rounds',
    'codings',
    'annotations',
  ),
}
