import { defaultRangeExtractor, type Range, type Virtualizer } from '@tanstack/react-virtual'

/** A line that is drawn, by its index, or the room of those that are not, in pixels, and the line after it. */
export type DrawnPiece = { index: number } | { gap: number; before: number }

/** Every line of a grid that is drawn whole. */
export const drawnWhole = (count: number): DrawnPiece[] =>
  Array.from({ length: count }, (_, index) => ({ index }))

/** The lines in view in their order, and the gaps before, between and after them. `from` is where the first begins. */
export function drawnPart<E extends Element>(virtual: Virtualizer<E, Element>, from: number): DrawnPiece[] {
  const pieces: DrawnPiece[] = []
  let reached = from
  for (const { index, start, end } of virtual.getVirtualItems()) {
    if (start > reached) pieces.push({ gap: start - reached, before: index })
    pieces.push({ index })
    reached = end
  }
  const rest = virtual.getTotalSize() - reached
  if (rest > 0) pieces.push({ gap: rest, before: virtual.options.count })
  return pieces
}

/** The lines in view and one more, which has the keyboard and must not vanish under it. */
export const withLine =
  (line: number) =>
  (range: Range): number[] =>
    [...new Set([...defaultRangeExtractor(range), line])]
      .filter(index => index >= 0 && index < range.count)
      .sort((x, y) => x - y)
