import type { ExploreLook } from '#shared/model/explore-look.ts'
import type { MatrixLook } from '#shared/model/matrix.ts'
import { type ExploreState, useExplore } from './explore-store.ts'
import { codesOf, columnsOf } from './sides.ts'

type Choice = Pick<ExploreState, 'rows' | 'columns' | 'topOnly' | 'layer' | 'polarity' | 'count' | 'shape'>

/** What is looked at, as it is remembered. */
export const lookIn = (state: ExploreState): ExploreLook => {
  const { view, of, theme, layer } = state
  return { view, of, theme, layer, matrix: matrixIn(state) }
}

/** How a matrix is looked at; null where none was chosen. */
const matrixIn = ({ rows, columns, topOnly, layer, polarity, count, shape }: Choice): MatrixLook | null =>
  rows === null
    ? null
    : {
        rows: codesOf(rows, topOnly),
        columns: columnsOf(columns, topOnly),
        layer,
        polarity,
        count,
        shape,
      }

/** The matrix that was looked at last, as a report of it is asked for; nothing where none was. */
export function matrixChosen() {
  const look = matrixIn(useExplore.getState())
  if (look === null) return {}
  const { shape: _, ...matrix } = look
  return { matrix }
}
