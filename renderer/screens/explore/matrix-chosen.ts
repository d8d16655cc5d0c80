import { useExplore } from './explore-store.ts'
import { codesOf, columnsOf } from './sides.ts'

/** The matrix that was looked at last, as a report of it is asked for; nothing where none was. */
export function matrixChosen() {
  const { rows, columns, topOnly, layer, polarity, count } = useExplore.getState()
  if (rows === null) return {}
  return {
    matrix: { rows: codesOf(rows, topOnly), columns: columnsOf(columns, topOnly), layer, polarity, count },
  }
}
