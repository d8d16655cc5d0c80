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

/** A case that can be answered, or what is wrong with it. */
export type ReadCase = { id: string } & ({ found: StatsCase } | { wrong: TandemError })

/**
 * Reads cases as `stats` takes them. One that is wrong does not stand in the way of the others: it is answered with the
 * place that is wrong. Throws `bad-input` where a case has no name, or two have the same.
 */
export function readCases(rows: readonly unknown[]): ReadCase[] {
  const names = new Set<string>()
  return rows.map((row, n) => {
    const id = (row as { id?: unknown } | null)?.id
    if (typeof id !== 'string' || id === '') throw bad(`Case ${n + 1} has no id.`)
    if (names.has(id)) throw bad(`Two cases have the id “${id}”.`)
    names.add(id)
    const read = oneCase.safeParse(row)
    if (!read.success) {
      const [issue] = read.error.issues
      const place = issue?.path.join('.') || 'it'
      return {
        id,
        wrong: bad(`Case “${id}”: ${place} is not of the right form (${issue?.message ?? 'unreadable'}).`),
      }
    }
    try {
      return { id, found: checked(read.data) }
    } catch (error) {
      if (error instanceof TandemError) return { id, wrong: error }
      throw error
    }
  })
}

/**
 * What the forms alone do not say: rows of equal length by two coders or more, counts and weights of the right size,
 * spans and segments that lie in their text, the same coders in every document.
 */
function checked(found: StatsCase): StatsCase {
  const { id, inputs } = found
  if (inputs.kind === 'ratings' || inputs.kind === 'sets') {
    const columns = inputs.units[0]?.length ?? 0
    const other = inputs.units.findIndex(row => row.length !== columns)
    if (other >= 0) {
      throw bad(
        `Case “${id}”: unit ${other + 1} has ${inputs.units[other]?.length} ratings and unit 1 has ${columns}; null stands for a missing one.`,
      )
    }
    if (columns < 2) throw bad(`Case “${id}” has ratings by fewer than two coders.`)
    if (inputs.counts && inputs.counts.length !== inputs.units.length) {
      throw bad(`Case “${id}” has ${inputs.counts.length} counts for ${inputs.units.length} units.`)
    }
  }
  if (inputs.kind === 'ratings') {
    const given = new Set(inputs.units.flat().filter(value => value !== null))
    const { categories, weights } = inputs
    if (categories && new Set(categories).size < categories.length)
      throw bad(`Case “${id}” declares a category twice.`)
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
    const documents = documentsOf(inputs)
    for (const { length, coders, segments = [] } of documents) {
      for (const coder of coders) {
        // A span that ends where it begins, or before, covers nothing.
        coder.spans = coder.spans.filter(([start, end]) => start < end)
        const beyond = coder.spans.find(([, end]) => end > length)
        if (beyond) throw outside(id, 'span', beyond[0], beyond[1], length)
      }
      let reached = 0
      for (const [start, end] of segments.toSorted((a, b) => a[0] - b[0])) {
        if (start > end || end > length) throw outside(id, 'segment', start, end, length)
        if (start < reached) throw bad(`Case “${id}” has segments that overlap at ${start}.`)
        reached = end
      }
    }
    const [first] = documents
    for (const document of documents.slice(1)) {
      if (document.coders.length !== first?.coders.length)
        throw bad(`Case “${id}” has documents with different numbers of coders.`)
      document.coders = inOrderOf(first.coders, document.coders, id)
    }
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

type SpansCoder = SpansDocument['coders'][number]

/** A document's coders in the order of the first document's, where all have names. */
function inOrderOf(first: readonly SpansCoder[], coders: SpansCoder[], id: string): SpansCoder[] {
  if ([...first, ...coders].some(({ name }) => name === undefined)) return coders
  return first.map(({ name }) => {
    const same = coders.find(coder => coder.name === name)
    if (!same) throw bad(`Case “${id}” has a document without the coder “${name}”.`)
    return same
  })
}

const outside = (id: string, what: string, start: number, end: number, length: number): TandemError =>
  bad(`Case “${id}” has a ${what} ${start} to ${end} that does not lie in its text (0 to ${length}).`)

const bad = (sentence: string): TandemError =>
  new TandemError('bad-input', sentence, 'See “stats” in the command-line guide for the forms it takes.')
