/** One of an ordered list, and the number it stands by. */
interface Placed {
  id: string
  position: number
}

/**
 * Numbers by which things stand one after the other before the sibling at `at`, or last. Where halving has left no number
 * between two of them, all are numbered anew, unless the others may not be touched: then they stand beside them.
 *
 * @param siblings those that stay, in their order
 * @param othersStay whether none but those that are put there may change
 * @returns each that is put there, with those whose number changes
 */
export function placedBetween(
  siblings: readonly Placed[],
  at: number,
  moving: readonly string[],
  othersStay = false,
): { id: string; position: number }[] {
  const next = siblings[at]?.position
  const previous = siblings[at - 1]?.position ?? (next === undefined ? 0 : next - moving.length - 1)
  const step = next === undefined ? 1 : (next - previous) / (moving.length + 1)
  const placed = moving.map((id, n) => ({ id, position: previous + step * (n + 1) }))
  const ascending = [previous, ...placed.map(({ position }) => position), next ?? Number.POSITIVE_INFINITY]
  const fits = ascending.every((position, n) => n === 0 || position > (ascending[n - 1] ?? 0))
  if (fits || othersStay) return placed
  return [
    ...siblings.slice(0, at).map(({ id }) => id),
    ...moving,
    ...siblings.slice(at).map(({ id }) => id),
  ].map((id, n) => ({ id, position: n + 1 }))
}
