import { create } from 'zustand'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { MatrixCount } from '#shared/model/matrix.ts'

/** What stands on a side, as one word a list of choices can hold: `codes ID`, `themes`, `attribute ID`, `person`. */
export type Side = string

/** A cell, a row or a column that was opened, by the ids of its lines; null: any. */
export interface Opened {
  row: string | null
  column: string | null
}

export type ExploreView = 'search' | 'matrix' | 'summaries' | 'convergence' | 'new-codes'

/** How a matrix is looked at. */
export type MatrixShape = 'table' | 'chart'

interface ExploreState {
  view: ExploreView
  /** Whose summaries are shown. */
  of: 'person' | 'site'
  /** The theme whose codes are followed; null: all of the study’s own. */
  theme: string | null
  /** Null: the study's own framework, or the first there is. */
  rows: Side | null
  columns: Side
  topOnly: boolean
  count: MatrixCount
  layer: Layer
  polarity: Polarity | null
  shape: MatrixShape
  opened: Opened | null
  choose(what: Partial<Omit<ExploreState, 'choose'>>): void
}

/** What is looked at across the study; never study data. */
export const useExplore = create<ExploreState>(set => ({
  view: 'matrix',
  of: 'person',
  theme: null,
  rows: null,
  columns: 'data-set',
  topOnly: false,
  count: 'passages',
  layer: 'consensus',
  polarity: null,
  shape: 'table',
  opened: null,
  choose: what => set(what),
}))
