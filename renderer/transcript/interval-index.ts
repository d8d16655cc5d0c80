import type { Span } from '#shared/text/span.ts'

/**
 * Spans that can be asked "who covers this place?" without looking at all of them: sorted by start, with the
 * furthest end of every half kept beside it (an implicit interval tree). Built once per list, never changed.
 */
export class IntervalIndex<T extends Span> {
  readonly #items: readonly T[]
  /** For the middle of every subrange the search visits: the furthest end in that subrange. */
  readonly #furthest: Int32Array

  constructor(spans: readonly T[]) {
    this.#items = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
    this.#furthest = new Int32Array(this.#items.length)
    this.#measure(0, this.#items.length)
  }

  /** All spans in order of start, the longer first where two begin together. */
  get all(): readonly T[] {
    return this.#items
  }

  /** The spans that share at least one code unit with `[start, end)`, in order. */
  within(start: number, end: number): T[] {
    const found: T[] = []
    if (start < end) this.#collect(0, this.#items.length, start, end, found)
    return found
  }

  /** The spans that hold the code unit at `offset`, in order. */
  at(offset: number): T[] {
    return this.within(offset, offset + 1)
  }

  #measure(from: number, to: number): number {
    if (from >= to) return 0
    const middle = (from + to) >> 1
    const own = this.#items[middle]?.end ?? 0
    const furthest = Math.max(own, this.#measure(from, middle), this.#measure(middle + 1, to))
    this.#furthest[middle] = furthest
    return furthest
  }

  #collect(from: number, to: number, start: number, end: number, found: T[]): void {
    if (from >= to) return
    const middle = (from + to) >> 1
    const item = this.#items[middle]
    if (!item || (this.#furthest[middle] ?? 0) <= start) return
    this.#collect(from, middle, start, end, found)
    if (item.start >= end) return
    if (item.end > start) found.push(item)
    this.#collect(middle + 1, to, start, end, found)
  }
}
