import type { Layer } from './coding.ts'
import type { MatrixLook } from './matrix.ts'

export type ExploreView = 'search' | 'matrix' | 'summaries' | 'convergence' | 'new-codes'

/** How a person looks across a study. */
export interface ExploreLook {
  view: ExploreView
  /** Whose summaries are shown. */
  of: 'person' | 'site'
  /** The theme whose codes are followed; null: all of the study's own. */
  theme: string | null
  layer: Layer
  /** Null: none was chosen. */
  matrix: MatrixLook | null
}
