import type { Span } from '#shared/text/span.ts'

/**
 * Answers which of the spans, which are in order of their starts, overlap another, last first. Each answer costs the
 * logarithm of their number and the spans between it and the last that reaches back over it.
 */
export function overlapping<S extends Span>(spans: readonly S[]): (other: Span) => S[] {
  let furthest = 0
  const reach = spans.map(({ end }) => {
    furthest = Math.max(furthest, end)
    return furthest
  })
  return ({ start, end }) => {
    let low = 0
    let high = spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.start ?? end) < end) low = middle + 1
      else high = middle
    }
    const found: S[] = []
    for (let at = low - 1; at >= 0 && (reach[at] ?? 0) > start; at--) {
      const span = spans[at]
      if (span && span.end > start) found.push(span)
    }
    return found
  }
}
