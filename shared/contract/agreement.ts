import { z } from 'zod'
import type { AgreementReport } from '../model/agreement.ts'
import { id, unit } from './fields.ts'
import { keptAgreement } from './kept-agreement.ts'
import { read } from './method.ts'

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
    }),
  ).returns<AgreementReport>('codings', 'rounds', 'codebook', 'session', 'sources'),
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
    }),
  ).returns<AgreementReport>('codings', 'rounds', 'codebook', 'session', 'sources'),
  ...keptAgreement,
}
