import { z } from 'zod'
import type { CodedPassage } from '../model/coding.ts'
import type { ExploreLook } from '../model/explore-look.ts'
import type { ShownGrid } from '../model/grid.ts'
import type { Matrix } from '../model/matrix.ts'
import { id, layer, nothing, polarity } from './fields.ts'
import { act, read, write } from './method.ts'

const codes = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('codes'), framework: id, topOnly: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('themes'), topOnly: z.boolean().default(false) }),
])
const columns = z.union([
  codes,
  z.strictObject({ kind: z.literal('attribute'), attribute: id }),
  z.strictObject({ kind: z.enum(['person', 'site', 'data-set', 'source-kind', 'coder']) }),
])

/** What a matrix is of: also what a report of one is given. */
export const matrixAsked = {
  rows: codes,
  columns,
  layer: layer.default('consensus'),
  polarity: polarity.nullable().default(null),
}

/** How a person looks at a matrix, as it is kept for them. */
const matrixLook = z.strictObject({
  ...matrixAsked,
  count: z.enum(['passages', 'sources', 'people']),
  shape: z.enum(['table', 'chart']),
})

/** What a person looks at across the study, as it is kept for them. */
export const exploreLook = z.strictObject({
  view: z.enum(['search', 'matrix', 'summaries', 'convergence', 'new-codes']),
  of: z.enum(['person', 'site']),
  theme: id.nullable(),
  layer,
  matrix: matrixLook.nullable(),
})

const topics = ['codings', 'codebook', 'themes', 'cases', 'sources', 'members', 'session', 'rounds'] as const

/** Looking across the whole study. */
export const explore = {
  /** Codes or themes against what their passages are of, or against codes on overlapping text. */
  matrix: read(z.strictObject(matrixAsked)).returns<Matrix>(...topics),
  /** What the person asking looked at last, in this copy of the study; null: nothing. */
  remembered: read(nothing).returns<ExploreLook | null>('session', 'reports'),
  remember: act(z.strictObject({ look: exploreLook })).returns<null>('reports'),
  /**
   * What a cell, a row or a column counts, by the ids of its lines (null: any): each passage with its codings there, or in a
   * cell of codes on the same text each pair of codings.
   */
  passages: read(
    z.strictObject({
      ...matrixAsked,
      row: z.string().max(4000).nullable(),
      column: z.string().max(4000).nullable(),
    }),
  ).returns<CodedPassage[][]>(...topics),
  /** Themes against people or sites with summaries, or against data sets with judgements. */
  grid: read(
    z.strictObject({ kind: z.enum(['person', 'site', 'data-set']), layer: layer.default('consensus') }),
  ).returns<ShownGrid>(...topics, 'contacts'),
  /** Writes a cell: what a case or a data set says of a theme, and how far a data set bears it out. Empty takes it away. */
  note: write(
    z.strictObject({
      theme: id,
      about: id,
      judgement: z.enum(['agrees', 'partly', 'silent', 'contradicts']).nullable().default(null),
      /** 4,000 characters at most, or what the cell has where that is more: summaries joined by a merge stay as long as they are. */
      text: z.string().trim().max(1_000_000).default(''),
    }),
  ).returns<null>('themes'),
}
