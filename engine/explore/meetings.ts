import type { Span } from '#shared/text/span.ts'
import { overlapping } from '../codings/overlapping.ts'
import type { Placed } from '../codings/placed.ts'
import type { Lines } from './lines.ts'

/** A coding in a row that stands in columns, by itself or with another on overlapping text. */
export interface Standing {
  placed: Placed
  rows: readonly number[]
  columns: readonly number[]
  /** The coding it meets, where codes stand across. */
  met: Placed | null
  /** Where the two met the other way round before, the rows of that pair and its columns: its cells have it already. */
  hadRows: readonly number[]
  hadColumns: readonly number[]
}

export const none: readonly never[] = []

/** Whether the cell has this pair already, met the other way round. */
export const isHad = ({ hadRows, hadColumns }: Standing, row: number, column: number): boolean =>
  hadRows.length > 0 && hadRows.includes(row) && hadColumns.includes(column)

interface InRows {
  placed: Placed
  rows: readonly number[]
}

/** The codings that stand in rows, with which. */
export function inRows(rows: Lines, placed: readonly Placed[]): InRows[] {
  const standing: InRows[] = []
  for (const one of placed) {
    const down = rows.of(one)
    if (down.length > 0) standing.push({ placed: one, rows: down })
  }
  return standing
}

/**
 * Each coding of a row with each coding of a column that overlaps it, by the same coder (in the consensus: by none). Two of which
 * each stands in a row and in a column meet both ways.
 */
export function meetings(down: readonly InRows[], placed: readonly Placed[], columns: Lines): Standing[] {
  const across = new Map<string, Map<string | null, Across[]>>()
  for (const met of placed) {
    const its = columns.of(met)
    if (its.length === 0) continue
    const bySource = across.get(met.source) ?? new Map<string | null, Across[]>()
    across.set(met.source, bySource)
    const list = bySource.get(met.coder) ?? []
    bySource.set(met.coder, list)
    list.push({ start: met.start, end: met.end, met, columns: its })
  }
  const sweeps = new Map(
    [...across].map(([source, byCoder]) => [
      source,
      new Map([...byCoder].map(([coder, list]) => [coder, overlapping(list)])),
    ]),
  )
  const standing: Standing[] = []
  const had = new Map<string, readonly number[]>()
  for (const { placed: mine, rows } of down) {
    const hadColumns = columns.of(mine)
    for (const { met, columns: its } of sweeps.get(mine.source)?.get(mine.coder)?.(mine) ?? []) {
      if (met.id === mine.id) continue
      standing.push({ placed: mine, rows, columns: its, met, hadRows: had.get(met.id) ?? none, hadColumns })
    }
    had.set(mine.id, rows)
  }
  return standing
}

/** A coding of a column. */
interface Across extends Span {
  met: Placed
  columns: readonly number[]
}
