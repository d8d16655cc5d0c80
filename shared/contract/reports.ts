import { z } from 'zod'
import type { LeakScan } from '../model/pseudonym.ts'
import type { MadeReport, RememberedReports, ReportKind, ReportPreview } from '../model/report.ts'
import { matrixAsked } from './explore.ts'
import { day, id, journalThing, layer, nothing, shortText, unit } from './fields.ts'
import { act, job, read } from './method.ts'
import { studyQuery } from './queries.ts'

const agreement = z.strictObject({
  round: id.nullable().default(null),
  coders: z.array(id).length(2).nullable().default(null),
  /** Null: as the round was planned, else characters. */
  unit: unit.nullable().default(null),
  withInterviewer: z.boolean().default(true),
  withQuoted: z.boolean().default(false),
  coefficients: z.boolean().default(false),
})

const summaries = z.strictObject({ kind: z.enum(['person', 'site']).default('person') })

const participants = z.strictObject({
  kind: z.enum(['person', 'site']).default('person'),
  groupBy: shortText.nullable().default(null),
  attributes: z.array(shortText).min(1).max(500).nullable().default(null),
  decimals: z.int().min(0).max(3).default(1),
})

const audit = z.strictObject({
  member: id.nullable().default(null),
  thing: journalThing.nullable().default(null),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
})

/** The last day that counts in the contact table; null: the study's. */
const contacts = z.strictObject({ cutOff: day.nullable().default(null) })

const kind = z.string().max(40)
const formats = z.record(kind, kind)

const asked = {
  what: kind,
  layer: layer.optional(),
  /** For the framework matrix: people or sites. */
  summaries: summaries.optional(),
  /** For the participants table. */
  participants: participants.optional(),
  /** For the theme table, a deductive framework; null: the first. */
  framework: id.nullable().optional(),
  /** For the matrix; absent: the first framework against data sets. */
  matrix: z
    .strictObject({ ...matrixAsked, count: z.enum(['passages', 'sources', 'people']).default('passages') })
    .optional(),
  /** For what a query finds; absent: every saved query. */
  query: z.union([z.strictObject({ saved: id }), z.strictObject({ asks: studyQuery })]).optional(),
  /** For the plan of a round, or the minutes of its meetings; null: the latest, or all. */
  round: id.nullable().optional(),
  /** For the agreement report. */
  agreement: agreement.optional(),
  /** For the audit trail. */
  audit: audit.optional(),
  /** For the contact table, and the contact figures of the convergence grid. */
  contacts: contacts.optional(),
  /** For the report pack. */
  pack: z
    .strictObject({ formats: formats.default({}), without: z.array(kind).max(100).default([]) })
    .optional(),
}

const what = { ...asked, format: kind }

/** What a person chose on the Reports screen. */
export const reportChoices = z.strictObject({
  formats,
  layer: layer.nullable(),
  /** Not among what an older Tandem kept. */
  summaries: summaries.default({ kind: 'person' }),
  participants,
  agreement,
  audit,
  /** Not among what an older Tandem kept. */
  contacts: contacts.default({ cutOff: null }),
  leftOut: z.array(kind).max(100),
})

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
  ).returns<MadeReport>('reports'),
  /**
   * The agreement report's paragraph for the methods section, to be copied: looked through for real names as a report
   * is, and refused where there are any.
   */
  methods: job(z.strictObject({ agreement })).returns<{ paragraph: string }>(),
  /** Which real names of the key stand in a report, and where. Holds nothing. */
  scan: job(z.strictObject(what)).returns<LeakScan>(),
  /**
   * The beginning of a report as its web page has it, to be looked at in the window: at most so many elements. Refused
   * where the report has no web page. Nothing leaves the study by it, unless it `prints`: it is then put on paper, refused as
   * `make` is where real names stand in it, and what its numbers said is remembered as that of a report that was made.
   */
  preview: job(
    z.strictObject({
      ...asked,
      most: z.int().min(1).max(1_000_000).default(2000),
      prints: z.boolean().default(false),
      despite: z.enum(['names', 'no-scan']).optional(),
    }),
  ).returns<ReportPreview>(),
  /** What the person asking chose last time, in this copy of the study, and when they made what. */
  remembered: read(nothing).returns<RememberedReports>('session', 'reports'),
  remember: act(z.strictObject({ choices: reportChoices })).returns<null>('reports'),
  /** Writes a report that was made: to a temporary name, then renamed. An existing file is refused without `replace`. */
  save: act(
    z.strictObject({
      report: z.string().max(100),
      path: z.string().min(1).max(4096),
      replace: z.boolean().default(false),
    }),
  ).returns<{ path: string; bytes: number }>(),
}
