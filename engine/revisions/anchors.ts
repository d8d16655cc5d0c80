import type { Span } from '#shared/text/span.ts'
import type { Edit, Edited } from './edits.ts'

/**
 * Where a span of a text stands after edits. `same`: on exactly the same characters. `touched`: its words differ;
 * the extent holds what became of them, on grapheme boundaries. `gone`: nothing of it is left.
 */
export type Anchored =
  | { fate: 'same'; start: number; end: number }
  | { fate: 'touched'; start: number; end: number }
  | { fate: 'gone'; at: number }

/** Places of a text found again after edits. All offsets in are of the text before, all out of the text after. */
export interface Anchors {
  /** A span that people set: what is put in beside it is no part of it. */
  reanchor(span: Span): Anchored
  /** A place, and for one inside an edit the nearest edge of it; what is put in at the place comes after it. */
  before(at: number): number
  /** The same, but what is put in at the place comes before it, and a place inside an edit becomes its end. */
  after(at: number): number
}

/** Builds the map once; each question then takes time logarithmic in the edits and linear in the span. */
export function anchors(old: string, { text, edits }: Edited): Anchors {
  const shifts: number[] = []
  let shift = 0
  for (const edit of edits) {
    shifts.push(shift)
    shift += edit.text.length - (edit.end - edit.start)
  }
  /** How many edits begin before `at`, or, where `too`, at it. */
  const begun = (at: number, too: boolean): number => {
    let low = 0
    let high = edits.length
    while (low < high) {
      const middle = (low + high) >> 1
      const { start } = edits[middle] as Edit
      if (start < at || (too && start === at)) low = middle + 1
      else high = middle
    }
    return low
  }
  const past = (n: number): number => (n === edits.length ? shift : (shifts[n] ?? 0))
  const begins = (n: number): number => (edits[n]?.start ?? 0) + (shifts[n] ?? 0)
  const ends = (n: number): number => begins(n) + (edits[n]?.text.length ?? 0)

  const before = (at: number): number => {
    const n = begun(at, false)
    const edit = edits[n - 1]
    return edit && at < edit.end ? begins(n - 1) : at + past(n)
  }
  const after = (at: number): number => {
    const n = begun(at, true)
    const edit = edits[n - 1]
    return edit && at < edit.end && edit.start < at
      ? ends(n - 1)
      : edit && at < edit.end
        ? begins(n - 1)
        : at + past(n)
  }
  const reanchor = (span: Span): Anchored => {
    // The first edit that does not end before the span, and the first that begins at its end or later.
    let first = begun(span.start, false)
    const reaching = edits[first - 1]
    if (reaching && reaching.end > span.start) first--
    const inserted = edits[first]
    if (inserted && inserted.start === span.start && inserted.end === span.start) first++
    const next = begun(span.end, false)
    const head = edits[first]
    const tail = edits[next - 1]
    const start = head && head.start <= span.start ? begins(first) : span.start + past(first)
    if (first >= next) return { fate: 'same', start, end: start + span.end - span.start }
    const end = tail && tail.end >= span.end ? ends(next - 1) : span.end + past(next)
    const now = text.slice(start, end)
    if (now === old.slice(span.start, span.end)) return { fate: 'same', start, end }
    return now.trim() === '' ? { fate: 'gone', at: start } : { fate: 'touched', start, end }
  }
  return { reanchor, before, after }
}
