import type { Figure } from '#shared/model/agreement.ts'
import type { Drawing } from './count.ts'
import { BlockSums } from './draws.ts'
import { withInterval, withMethod } from './resampling.ts'

/** Where several numbers are gathered by block; null where nothing is drawn. */
export const sumsFor = (drawing: Drawing, width: number): BlockSums | null =>
  drawing && 'draws' in drawing ? new BlockSums(drawing.blocks, width) : null

/** Where a source begins on the line of all units. */
export const baseOf = (drawing: Drawing, source: number): number =>
  drawing && 'draws' in drawing ? (drawing.blocks.bases[source] ?? 0) : 0

/** What the gathered numbers come to in every replicate; `of` reads one of them by its column. */
export type DrawnRow = (column: number) => number

/**
 * A way to give figures the interval that follows from numbers gathered by block: `value` computes the figure from
 * those numbers in one replicate, NaN where it is undefined. Where nothing is drawn the figure says why; where no
 * intervals are wanted it stays as it is.
 */
export function intervalsFrom(
  drawing: Drawing,
  sums: BlockSums | null,
): (figure: Figure, value: (row: DrawnRow) => number) => Figure {
  if (!drawing) return figure => figure
  if ('why' in drawing) return figure => withMethod(figure, drawing.why)
  const { draws } = drawing
  const [drawn = new Float64Array()] = sums ? draws.sums([sums.sparse()]) : []
  return (figure, value) => {
    let replicate = 0
    const row: DrawnRow = column => drawn[column * draws.replicates + replicate] ?? 0
    const values = Float64Array.from({ length: draws.replicates }, (_, r) => {
      replicate = r
      return value(row)
    })
    return withInterval(figure, values, draws.how)
  }
}
