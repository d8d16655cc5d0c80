/** Which column a table is sorted by, and which way. */
export interface TableSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** What a cell is sorted by; null and undefined come last whichever way. */
export type SortValue = string | number | null | undefined

const words = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

/** A sorted copy; equal rows keep their order, 'P2' stands before 'P10'. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortValue: (row: Row) => SortValue,
  direction: TableSort['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((left, right) => {
    const a = sortValue(left) ?? null
    const b = sortValue(right) ?? null
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
    return sign * words.compare(String(a), String(b))
  })
}

/** What pressing a column's head does: first ascending, then the other way round. */
export function nextSort(now: TableSort | null, column: string): TableSort {
  const isTurned = now?.column === column && now.direction === 'ascending'
  return { column, direction: isTurned ? 'descending' : 'ascending' }
}
