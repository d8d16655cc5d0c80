import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'

const category = z.union([z.string(), z.number()])
const offset = z.number().min(0).max(1e12)
const spans = z.array(z.tuple([offset, offset, z.union([z.string(), z.number()]).transform(String)]))
const coders = z
  .array(z.object({ name: z.string().optional(), spans }))
  .min(2)
  .max(50)
const document = z.object({
  length: offset,
  coders,
  segments: z.array(z.tuple([offset, offset])).optional(),
})

const ratings = z.object({
  kind: z.literal('ratings'),
  units: z.array(z.array(category.nullable()).max(1000)).min(1),
  counts: z.array(z.number().min(0)).optional(),
  categories: z.array(category).min(1).max(1000).optional(),
  weights: z.array(z.array(z.number())).optional(),
})
const sets = z.object({
  kind: z.literal('sets'),
  units: z.array(z.array(z.array(category).nullable()).max(1000)).min(1),
  counts: z.array(z.number().min(0)).optional(),
})
const spanInputs = z.object({
  kind: z.literal('spans'),
  codes: z.array(z.string()).optional(),
  documents: z.array(document).min(1).optional(),
  length: offset.optional(),
  coders: coders.optional(),
  segments: z.array(z.tuple([offset, offset])).optional(),
})
const gamma = z.object({
  kind: z.literal('gamma'),
  alpha: z.number().min(0).default(1),
  beta: z.number().min(0).default(1),
  delta_empty: z.number().positive().default(1),
  units: z.array(z.tuple([category, z.number(), z.number(), category])).min(1),
})

const oneCase = z.object({
  id: z.string().min(1),
  inputs: z.discriminatedUnion('kind', [ratings, sets, spanInputs, gamma]),
})

export type StatsCase = z.output<typeof oneCase>
export type RatingsInputs = z.output<typeof ratings>
export type SetsInputs = z.output<typeof sets>
export type SpansInputs = z.output<typeof spanInputs>
export type SpansDocument = z.output<typeof document>
export type GammaInputs = z.output<typeof gamma>

/** Reads cases as `stats` takes them. Throws `bad-input` with the case and the place that is wrong. */
export function readCases(rows: readonly unknown[]): StatsCase[] {
  return rows.map((row, n) => {
    const read = oneCase.safeParse(row)
    if (read.success) return checked(read.data)
    const [issue] = read.error.issues
    const named = (row as { id?: unknown } | null)?.id
    const which = typeof named === 'string' ? `Case “${named}”` : `Case ${n + 1}`
    throw bad(
      `${which}: ${issue?.path.join('.') || 'it'} is not of the right form (${issue?.message ?? 'unreadable'}).`,
    )
  })
}

/** What the forms alone do not say: rows of equal length, counts and weights of the right size, spans that end after they begin. */
function checked(found: StatsCase): StatsCase {
  const { id, inputs } = found
  if (inputs.kind === 'ratings' || inputs.kind === 'sets') {
    if (inputs.counts && inputs.counts.length !== inputs.units.length) {
      throw bad(`Case “${id}” has ${inputs.counts.length} counts for ${inputs.units.length} units.`)
    }
  }
  if (inputs.kind === 'ratings') {
    const given = new Set(inputs.units.flat().filter(value => value !== null))
    const { categories, weights } = inputs
    const stray = categories && [...given].find(value => !categories.includes(value))
    if (stray !== undefined)
      throw bad(`Case “${id}” has a rating “${stray}” that is not among its categories.`)
    const q = categories?.length ?? given.size
    if (weights && (weights.length !== q || weights.some(row => row.length !== q))) {
      throw bad(`Case “${id}” needs ${q} × ${q} weights, a row and a column for each category.`)
    }
  }
  if (inputs.kind === 'spans') {
    if (!inputs.documents && (inputs.length === undefined || !inputs.coders)) {
      throw bad(`Case “${id}” has neither documents nor a length with coders.`)
    }
    for (const { length, coders } of documentsOf(inputs)) {
      for (const [start, end] of coders.flatMap(coder => coder.spans)) {
        if (start > end || end > length) {
          throw bad(
            `Case “${id}” has a span ${start} to ${end} that does not lie in its text (0 to ${length}).`,
          )
        }
      }
    }
    const numbers = new Set(documentsOf(inputs).map(each => each.coders.length))
    if (numbers.size > 1) throw bad(`Case “${id}” has documents with different numbers of coders.`)
  }
  if (inputs.kind === 'gamma') {
    const wrong = inputs.units.find(([, start, end]) => start >= end)
    if (wrong) throw bad(`Case “${id}” has a unit of no length, ${wrong[1]} to ${wrong[2]}.`)
  }
  return found
}

/** The texts of a case of spans: those it lists, or the one it is. */
export const documentsOf = ({ documents, length = 0, coders = [], segments }: SpansInputs): SpansDocument[] =>
  documents ?? [{ length, coders, ...(segments ? { segments } : {}) }]

const bad = (sentence: string): TandemError =>
  new TandemError('bad-input', sentence, 'See “stats” in the command-line guide for the forms it takes.')
