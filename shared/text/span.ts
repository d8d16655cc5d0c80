/**
 * A stretch of a text: UTF-16 code units, half-open, `0 <= start < end <= text.length`.
 * Everything that points into a source (coding, annotation, segment, quote) is one of these.
 */
export interface Span {
  start: number
  end: number
}

/** True where the two spans share at least one code unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** True where the first span reaches over the whole of the second. */
export const holds = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** The code units both spans share, or null where they share none. */
export function intersection(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}

/** The smallest set of spans that covers the same code units: sorted, disjoint, touching spans joined. */
export function unite(spans: readonly Span[]): Span[] {
  const sorted = [...spans].filter(s => s.start < s.end).sort((a, b) => a.start - b.start || a.end - b.end)
  const united: Span[] = []
  for (const { start, end } of sorted) {
    const last = united.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else united.push({ start, end })
  }
  return united
}

/** What of a span lies in none of a united list (sorted and disjoint): in order, disjoint. */
export function without({ start, end }: Span, united: readonly Span[]): Span[] {
  const left: Span[] = []
  let at = start
  for (const other of united) {
    if (other.end <= at) continue
    if (other.start >= end) break
    if (other.start > at) left.push({ start: at, end: other.start })
    at = other.end
  }
  if (at < end) left.push({ start: at, end })
  return left
}

/** Number of code units covered by both lists; each must be united (sorted and disjoint). */
export function sharedLength(a: readonly Span[], b: readonly Span[]): number {
  let i = 0
  let j = 0
  let total = 0
  while (true) {
    const left = a[i]
    const right = b[j]
    if (!left || !right) return total
    total += Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start))
    if (left.end < right.end) i++
    else j++
  }
}

/** Number of code units a united list covers. */
export const coveredLength = (spans: readonly Span[]): number =>
  spans.reduce((sum, s) => sum + s.end - s.start, 0)
