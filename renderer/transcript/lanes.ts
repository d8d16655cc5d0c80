import type { Span } from '#shared/text/span.ts'

/** A span that keeps its place beside others. `order` decides who was first: the first keeps the lowest lane. */
interface Laned extends Span {
  id: string
}

/**
 * Gives every span the lowest lane in which it meets no span placed before it. Spans are placed in the order
 * given, so a coding made last never moves one made earlier.
 * @param reach how far apart, in code units, two spans must be to share a lane (0: touching is allowed)
 * @returns lane by id, from 0
 */
export function assignLanes(spans: readonly Laned[], reach = 0): Map<string, number> {
  const lanes: Span[][] = []
  const placed = new Map<string, number>()
  for (const span of spans) {
    let lane = 0
    while (!place(lanes, lane, span, reach)) lane++
    placed.set(span.id, lane)
  }
  return placed
}

/** Puts `span` into the lane's sorted, disjoint list where it is free; false where it is not. */
function place(lanes: Span[][], lane: number, span: Span, reach: number): boolean {
  const taken = lanes[lane]
  if (!taken) {
    lanes[lane] = [span]
    return true
  }
  let low = 0
  let high = taken.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((taken[middle]?.start ?? 0) < span.start) low = middle + 1
    else high = middle
  }
  const before = taken[low - 1]
  const after = taken[low]
  if (before && before.end + reach > span.start) return false
  if (after && after.start < span.end + reach) return false
  taken.splice(low, 0, span)
  return true
}

/** About a line and a half of text, in code units: two codings this near may stand beside the same line. */
export const oneLine = 100

/**
 * Lanes for stripes in the margin, one count a column. Two codings on one line of text share a height, so they
 * stand in different lanes even where they share no character.
 */
export function assignStripeLanes(codings: readonly (Laned & { column?: number })[]): Map<string, number> {
  const columns = Map.groupBy(codings, ({ column = 0 }) => column)
  return new Map([...columns.values()].flatMap(column => [...assignLanes(column, oneLine)]))
}
