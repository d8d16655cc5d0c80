import { z } from 'zod'
import type { AgreementReport } from '../model/agreement.ts'
import { id, unit } from './fields.ts'
import { read } from './method.ts'

/** From what share of the text that either covers two passages of a code count as the same. */
const overlap = z.number().gt(0).max(1).default(0.5)

/** How far two coders agree. Refused, with the reason, while a blind round is open. */
export const agreement = {
  inRound: read(
    z.strictObject({
      round: id,
      unit: unit.default('character'),
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
}
