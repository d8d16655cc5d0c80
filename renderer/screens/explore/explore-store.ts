import { create } from 'zustand'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ExploreLook, ExploreView } from '#shared/model/explore-look.ts'
import type { MatrixCount, MatrixLook } from '#shared/model/matrix.ts'
import { type Side, sideOf } from './sides.ts'

/** A cell, a row or a column that was opened, by the ids of its lines; null: any. */
export interface Opened {
  row: string | null
  column: string | null
}

/** How a matrix is looked at. */
export type MatrixShape = MatrixLook['shape']

export interface ExploreState {
  /** Whose choices these are, as `ownerOf` says; null before the first. */
  owner: string | null
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
  /** Begins anew for somebody, with what they looked at last; null: as usual. */
  begin(owner: string, look: ExploreLook | null): void
  choose(what: Partial<Omit<ExploreState, 'choose' | 'begin' | 'owner'>>): void
}

/** What holds until somebody chooses. */
const usual = {
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
} as const

/** What is looked at across the study; never study data. */
export const useExplore = create<ExploreState>(set => ({
  ...usual,
  owner: null,
  begin: (owner, look) =>
    set({
      ...usual,
      owner,
      ...(look && { view: look.view, of: look.of, theme: look.theme, layer: look.layer }),
      ...(look?.matrix && {
        ...look.matrix,
        rows: sideOf(look.matrix.rows),
        columns: sideOf(look.matrix.columns),
        topOnly: look.matrix.rows.topOnly,
      }),
    }),
  choose: what => set(what),
}))
