import type { Client } from '#shared/contract/client.ts'
import type { ExploreLook } from '#shared/model/explore-look.ts'
import type { MatrixLook } from '#shared/model/matrix.ts'
import { type ExploreState, useExplore } from './explore-store.ts'
import { codesOf, columnsOf, sidesThere } from './sides.ts'

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

/**
 * The matrix that was looked at last, as a report of it is asked for, of what is still in the study; nothing where none was.
 */
export async function matrixChosen(client: Client) {
  const state = useExplore.getState()
  if (state.rows === null) return {}
  const [frameworks, { attributes }] = await Promise.all([
    client.codebook.frameworks({}),
    client.cases.list({}),
  ])
  const look = matrixIn({ ...state, ...sidesThere(state, frameworks, attributes) })
  if (look === null) return {}
  const { shape: _, ...matrix } = look
  return { matrix }
}
