import { z } from 'zod'
import type { LeakScan } from '../model/pseudonym.ts'
import type { MadeReport, ReportKind } from '../model/report.ts'
import { day, id, journalThing, layer, nothing, shortText, unit } from './fields.ts'
import { act, job, read } from './method.ts'

const agreement = z.strictObject({
  round: id.nullable().default(null),
  coders: z.array(id).length(2).nullable().default(null),
  /** Null: as the round was planned, else characters. */
  unit: unit.nullable().default(null),
  withInterviewer: z.boolean().default(true),
  withQuoted: z.boolean().default(false),
  coefficients: z.boolean().default(false),
})

const what = {
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
  /** For the plan of a round; null: the latest. */
  round: id.nullable().optional(),
  /** For the agreement report. */
  agreement: agreement.optional(),
  /** For the audit trail. */
  audit: z
    .strictObject({
      member: id.nullable().default(null),
      thing: journalThing.nullable().default(null),
      from: day.nullable().default(null),
      to: day.nullable().default(null),
    })
    .optional(),
  /** For the report pack. */
  pack: z
    .strictObject({
      formats: z.record(z.string().max(40), z.string().max(40)).default({}),
      without: z.array(z.string().max(40)).max(100).default([]),
    })
    .optional(),
}

/** What can be taken out of the study, and in which formats. */
export const reports = {
  kinds: read(nothing).returns<ReportKind[]>(),
  /**
   * Makes a report and holds it: the loopback door serves it at `/download/ID`, `save` writes it to disk. Where the study
   * has a key of pseudonyms, it is looked through first: refused with `real-names` where names of the key stand in it,
   * with `key-closed` where nobody could look. `despite` says that the person knows.
   */
  make: job(
    z.strictObject({ ...what, despite: z.enum(['names', 'no-scan']).optional() }),
  ).returns<MadeReport>(),
  /**
   * The agreement report's paragraph for the methods section, to be copied: looked through for real names as a report
   * is, and refused where there are any.
   */
  methods: job(z.strictObject({ agreement })).returns<{ paragraph: string }>(),
  /** Which real names of the key stand in a report, and where. Holds nothing. */
  scan: job(z.strictObject(what)).returns<LeakScan>(),
  /** Writes a report that was made: to a temporary name, then renamed. An existing file is refused without `replace`. */
  save: act(
    z.strictObject({
      report: z.string().max(100),
      path: z.string().min(1).max(4096),
      replace: z.boolean().default(false),
    }),
  ).returns<{ path: string; bytes: number }>(),
}
