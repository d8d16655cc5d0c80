import { z } from 'zod'
import type { QueryAnswer, SavedQuery } from '../model/query.ts'
import { id, layer, nothing, polarity, shortText, sourceKind } from './fields.ts'
import { read, write } from './method.ts'

const some = z.array(id).max(1000).default([])
const value = z.string().trim().max(4000)

/** What a query asks for; what is left out asks for nothing. */
export const studyQuery = z.strictObject({
  text: z
    .strictObject({
      words: z.string().max(100_000),
      how: z.enum(['words', 'phrase', 'near', 'pattern']).default('words'),
      within: z.int().min(1).max(100).default(10),
    })
    .nullable()
    .default(null),
  anyCodes: some,
  allCodes: some,
  noCodes: some,
  beneath: z.boolean().default(true),
  polarity: polarity.nullable().default(null),
  layer: layer.default('consensus'),
  coder: id.nullable().default(null),
  round: id.nullable().default(null),
  dataSets: some,
  kinds: z.array(sourceKind).max(4).default([]),
  tags: some,
  cases: some,
  attributes: z
    .array(
      z.strictObject({
        attribute: id,
        values: z.array(value.min(1)).max(500).default([]),
        from: value.nullable().default(null),
        to: value.nullable().default(null),
      }),
    )
    .max(50)
    .default([]),
  speakers: z.array(shortText).max(1000).default([]),
})

/** What an answer or the words of a query depend on. */
const shown = [
  'queries',
  'codings',
  'codebook',
  'cases',
  'sources',
  'members',
  'session',
  'rounds',
  'rulings',
] as const

/** Questions to the whole study that combine text, codes and what is known of sources and people. */
export const queries = {
  /** The places a query finds: the first, and how many there are. Tells how far it is where it takes a while. */
  ask: read(
    z.strictObject({ query: studyQuery, limit: z.int().min(1).max(10_000).default(100) }),
  ).returns<QueryAnswer>(...shown),
  list: read(nothing).returns<SavedQuery[]>(...shown),
  /**
   * Keeps a query by name; with `query`, what a kept one asks for and is called. Refused where the name is another’s. `from`: what the
   * kept one asked for when one began; where it asks for something else by now, nothing is changed.
   */
  save: write(
    z.strictObject({ query: id.optional(), name: shortText, asks: studyQuery, from: studyQuery.optional() }),
  ).returns<SavedQuery>('queries', 'memos'),
  rename: write(z.strictObject({ query: id, name: shortText })).returns<null>('queries', 'memos'),
  /** What stands on a query, in a sentence: the memos whose live numbers count it. */
  goesWith: read(z.strictObject({ query: id })).returns<{ sentence: string }>('queries', 'memos', 'rounds'),
  remove: write(z.strictObject({ query: id })).returns<null>('queries', 'memos'),
}
