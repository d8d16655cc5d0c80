import type { Span } from '#shared/text/span.ts'

/**
 * Walks through a text beside several coders at once: `meet` is told of every longest stretch on which nothing changes
 * what each coder has there (null: nothing), and its length. Each list must be sorted and disjoint; its spans may touch.
 * Cost grows with the number of spans times the number of coders, not with the length of the text.
 */
export function sweepTogether<T extends Span>(
  coders: readonly (readonly T[])[],
  length: number,
  meet: (now: readonly (T | null)[], length: number) => void,
): void {
  const now: (T | null)[] = coders.map(() => null)
  /** The span each coder is in, or comes to next. */
  const at = coders.map(() => 0)
  let from = 0
  while (true) {
    let next = length
    for (let c = 0; c < coders.length; c++) {
      const edge = now[c]?.end ?? coders[c]?.[at[c] ?? 0]?.start ?? length
      if (edge < next) next = edge
    }
    if (next > from) meet(now, next - from)
    if (next >= length) return
    from = next
    for (let c = 0; c < coders.length; c++) {
      if (now[c]?.end === from) {
        now[c] = null
        at[c] = (at[c] ?? 0) + 1
      }
      const following = coders[c]?.[at[c] ?? 0]
      if (following?.start === from) now[c] = following
    }
  }
}
