import type { Mark } from '#shared/model/document.ts'

/** No table that people read has more; cells beyond stand where the tabs put them. */
export const mostColumns = 1000

/**
 * What a cell's mark says of its place in its row.
 * @param column the first one it covers, from 0
 * @param columns how many it covers
 * @param tabs how many stand before it in its row
 */
export function placeInRow(column: number, columns: number, tabs: number): Pick<Mark, 'column' | 'columns'> {
  if (column + columns > mostColumns) return {}
  return { ...(column === tabs ? {} : { column }), ...(columns > 1 ? { columns } : {}) }
}
