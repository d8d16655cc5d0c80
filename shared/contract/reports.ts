import { z } from 'zod'
import type { MadeReport, ReportKind } from '../model/report.ts'
import { layer, nothing, shortText } from './fields.ts'
import { act, job, read } from './method.ts'

/** What can be taken out of the study, and in which formats. */
export const reports = {
  kinds: read(nothing).returns<ReportKind[]>(),
  /** Makes a report and holds it: the loopback door serves it at `/download/ID`, `save` writes it to disk. */
  make: job(
    z.strictObject({
      what: z.string().max(40),
      format: z.string().max(40),
      layer: layer.optional(),
      /** For the participants table. */
      participants: z
        .strictObject({
          kind: z.enum(['person', 'site']).default('person'),
          groupBy: shortText.nullable().default(null),
          attributes: z.array(shortText).min(1).max(500).nullable().default(null),
          decimals: z.int().min(0).max(3).default(1),
        })
        .optional(),
    }),
  ).returns<MadeReport>(),
  /** Writes a report that was made: to a temporary name, then renamed. An existing file is refused without `replace`. */
  save: act(
    z.strictObject({
      report: z.string().max(100),
      path: z.string().min(1).max(4096),
      replace: z.boolean().default(false),
    }),
  ).returns<{ path: string; bytes: number }>(),
}
