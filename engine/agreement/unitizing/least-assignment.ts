/**
 * The least sum of one entry a row, no two in one column (the Hungarian method with potentials: Kuhn 1955, as in
 * Jonker & Volgenant 1987). Columns at least as many as rows; cost grows with rows² × columns.
 */
export function leastAssignment(table: readonly (readonly number[])[]): number {
  const rows = table.length
  const columns = table[0]?.length ?? 0
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  /** The row in each column, from 1; column 0 holds the row being placed. */
  const rowIn = new Int32Array(columns + 1)
  const cameFrom = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    rowIn[0] = row
    let column = 0
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const seen = new Uint8Array(columns + 1)
    do {
      seen[column] = 1
      const at = rowIn[column] ?? 0
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= columns; j++) {
        if (seen[j] === 1) continue
        const cost = (table[at - 1]?.[j - 1] ?? 0) - (rowPotential[at] ?? 0) - (columnPotential[j] ?? 0)
        if (cost < (least[j] ?? 0)) {
          least[j] = cost
          cameFrom[j] = column
        }
        if ((least[j] ?? 0) < delta) {
          delta = least[j] ?? 0
          next = j
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (seen[j] === 1) {
          const inIt = rowIn[j] ?? 0
          rowPotential[inIt] = (rowPotential[inIt] ?? 0) + delta
          columnPotential[j] = (columnPotential[j] ?? 0) - delta
        } else least[j] = (least[j] ?? 0) - delta
      }
      column = next
    } while (rowIn[column] !== 0)
    while (column !== 0) {
      const before = cameFrom[column] ?? 0
      rowIn[column] = rowIn[before] ?? 0
      column = before
    }
  }
  let sum = 0
  for (let j = 1; j <= columns; j++) {
    const row = rowIn[j] ?? 0
    if (row > 0) sum += table[row - 1]?.[j - 1] ?? 0
  }
  return sum
}
