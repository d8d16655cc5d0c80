import { z } from 'zod'
import type { AgreementReport } from '../model/agreement.ts'
import type { ConfusionReport, SuggestedPair } from '../model/confusion.ts'
import type { DescribedFigure } from '../model/described-figure.ts'
import type { DifferenceReport } from '../model/difference-cost.ts'
import type { ManyCodersReport } from '../model/many-coders.ts'
import type { GammaReport, UnitizingReport } from '../model/unitizing.ts'
import { id, nothing, offset, unit } from './fields.ts'
import { keptAgreement } from './kept-agreement.ts'
import { job, read } from './method.ts'

/** From what share of the text that either covers two passages of a code count as the same. */
const overlap = z.number().gt(0).max(1).default(0.5)

/** Which text counts. */
const counted = {
  withInterviewer: z.boolean().default(true),
  /** Whether quoted replies and signatures of emails are compared too. */
  withQuoted: z.boolean().default(false),
}

/** A round, or two members over the sources both have coded or those named: one of the two is named. */
const compared = {
  round: id.optional(),
  coders: z.array(id).length(2).optional(),
  sources: z.array(id).max(10_000).optional(),
  ...counted,
}

/** How far two coders agree. Refused, with the reason, while a blind round is open. */
export const agreement = {
  inRound: read(
    z.strictObject({
      round: id,
      /** As the round was planned where absent. */
      unit: unit.optional(),
      codes: z.array(id).max(10_000).optional(),
      withInterviewer: z.boolean().default(true),
      /** Whether quoted replies and signatures of emails are compared too. */
      withQuoted: z.boolean().default(false),
      overlap,
    }),
  ).returns<AgreementReport>('codings', 'rounds', 'codebook', 'themes', 'session', 'sources'),
  /** Outside a round: two members over the sources both have coded, or over those named. */
  between: read(
    z.strictObject({
      coders: z.array(id).length(2),
      unit: unit.default('character'),
      sources: z.array(id).max(10_000).optional(),
      codes: z.array(id).max(10_000).optional(),
      withInterviewer: z.boolean().default(true),
      /** Whether quoted replies and signatures of emails are compared too. */
      withQuoted: z.boolean().default(false),
      overlap,
    }),
  ).returns<AgreementReport>('codings', 'rounds', 'codebook', 'themes', 'session', 'sources'),
  /** Which codes of one framework the two use for the same text; of one framework only where it is named. */
  confusion: read(
    z.strictObject({ ...compared, unit: unit.default('character'), framework: id.optional() }),
  ).returns<ConfusionReport>('codings', 'rounds', 'codebook', 'session', 'sources'),
  /** Codes of the two that cover the same characters, for the meeting on the framework; shares from 0 to 1. */
  pairs: read(
    z.strictObject({
      ...compared,
      framework: id.optional(),
      /** Listed from this share of all that either covers, */
      jaccard: z.number().min(0).max(1).default(0.3),
      /** or from this share of what the smaller one covers. */
      contained: z.number().min(0).max(1).default(0.8),
    }),
  ).returns<SuggestedPair[]>('codings', 'rounds', 'codebook', 'session', 'sources'),
  /** What each difference of a submitted round costs the figures, counted in characters. */
  differences: read(z.strictObject({ round: id, ...counted })).returns<DifferenceReport>(
    'codings',
    'rounds',
    'rulings',
    'codebook',
    'session',
    'sources',
  ),
  /** Every figure a report can hold: its name, what it says and where its formula is from. */
  described: read(nothing).returns<DescribedFigure[]>(),
  /** Outside a round: two or more members, over the sources at least two of them have read. */
  among: read(
    z.strictObject({
      coders: z.array(id).min(2).max(50),
      unit: unit.default('character'),
      sources: z.array(id).max(10_000).optional(),
      codes: z.array(id).max(10_000).optional(),
      withInterviewer: z.boolean().default(true),
      withQuoted: z.boolean().default(false),
      /** Where the draws of the intervals begin. */
      seed: z.int().min(0).max(0xffff_ffff).default(1),
    }),
  ).returns<ManyCodersReport>('codings', 'rounds', 'codebook', 'session', 'sources'),
  /** Alphas for spans, of two or more members over the sources all of them have read. */
  unitizing: read(
    z.strictObject({
      coders: z.array(id).min(2).max(50),
      sources: z.array(id).max(10_000).optional(),
      codes: z.array(id).max(10_000).optional(),
      withInterviewer: z.boolean().default(true),
      withQuoted: z.boolean().default(false),
    }),
  ).returns<UnitizingReport>('codings', 'rounds', 'codebook', 'session', 'sources'),
  /** γ of two or more members on one source that all have read, or a stretch of it. */
  gamma: job(
    z.strictObject({
      coders: z.array(id).min(2).max(50),
      source: id,
      codes: z.array(id).max(10_000).optional(),
      start: offset.optional(),
      end: offset.optional(),
      /** How many continua chance is sampled from, and where the draws begin. */
      samples: z.int().min(1).max(10_000).default(100),
      seed: z.int().min(0).max(0xffff_ffff).default(1),
    }),
  ).returns<GammaReport>(),
  ...keptAgreement,
}
