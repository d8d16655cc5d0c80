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
}

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

/** Each coding of a row with each coding of a column that overlaps it, by the same coder (in the consensus: by none). */
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
  for (const { placed: mine, rows } of down) {
    for (const { met, columns: its } of sweeps.get(mine.source)?.get(mine.coder)?.(mine) ?? [])
      if (met.id !== mine.id) standing.push({ placed: mine, rows, columns: its, met })
  }
  return standing
}

/** A coding of a column. */
interface Across extends Span {
  met: Placed
  columns: readonly number[]
}
