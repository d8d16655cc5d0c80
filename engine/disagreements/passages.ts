import type { Span } from '#shared/text/span.ts'

/** One coder's codings of one code that overlap or touch: one stretch of text, counted once. */
export interface Passage<T extends Span> extends Span {
  codings: T[]
}

/**
 * Passages of both coders in one code that hang together by overlap; one side is empty where only one coder
 * coded. `both`, `onlyA`, `onlyB` are the code units under both, under the first only, under the second only.
 */
export interface PassageGroup<T extends Span> extends Span {
  a: Passage<T>[]
  b: Passage<T>[]
  both: number
  onlyA: number
  onlyB: number
}

/** The spans by start, then end; spans alike in both keep their order. The list itself is returned where it is sorted. */
export function inTextOrder<T extends Span>(spans: readonly T[]): readonly T[] {
  for (let i = 1; i < spans.length; i++) {
    const before = spans[i - 1]
    const here = spans[i]
    if (before && here && (before.start - here.start || before.end - here.end) > 0) {
      return [...spans].sort((x, y) => x.start - y.start || x.end - y.end)
    }
  }
  return spans
}

/** One coder's codings of one code as passages, in text order. A coding without length carries no text and is ignored. */
export function passagesOf<T extends Span>(codings: readonly T[]): Passage<T>[] {
  const passages: Passage<T>[] = []
  let last: Passage<T> | undefined
  for (const coding of inTextOrder(codings)) {
    if (coding.start >= coding.end) continue
    if (last && coding.start <= last.end) {
      last.end = Math.max(last.end, coding.end)
      last.codings.push(coding)
    } else {
      last = { start: coding.start, end: coding.end, codings: [coding] }
      passages.push(last)
    }
  }
  return passages
}

/**
 * Both coders' codings of one code in one source, matched by overlap. Everything that compares two coders starts
 * here, so that the queue, the counts and the view cannot contradict each other: every coding with length is in
 * exactly one group, and the three counts summed over the groups are the cells 11, 10 and 01 of the character
 * table. Groups come in text order. O(n log n) in the number of codings, whatever the length of the text.
 */
export function groupPassages<T extends Span>(a: readonly T[], b: readonly T[]): PassageGroup<T>[] {
  const left = passagesOf(a)
  const right = passagesOf(b)
  const groups: PassageGroup<T>[] = []
  let group: PassageGroup<T> | undefined
  let i = 0
  let j = 0
  while (true) {
    const fromA = left[i]
    const fromB = right[j]
    const isA = fromA !== undefined && (fromB === undefined || fromA.start <= fromB.start)
    const next = isA ? fromA : fromB
    if (!next) return groups
    if (!group || next.start >= group.end) {
      group = { start: next.start, end: next.end, a: [], b: [], both: 0, onlyA: 0, onlyB: 0 }
      groups.push(group)
    }
    // What this passage shares with those of the other coder already here; each of its own is disjoint from it.
    const shared = Math.min(next.end, coveredUpTo(isA ? group.b : group.a)) - next.start
    const both = Math.max(0, shared)
    const own = next.end - next.start - both
    group.both += both
    if (isA) {
      group.onlyA += own
      group.onlyB -= both
      group.a.push(next)
      i++
    } else {
      group.onlyB += own
      group.onlyA -= both
      group.b.push(next)
      j++
    }
    group.end = Math.max(group.end, next.end)
  }
}

/**
 * Where the last of these passages ends. Only that one can overlap a passage that starts after it: the ones
 * before it end before it starts.
 */
const coveredUpTo = (passages: readonly Span[]): number => passages.at(-1)?.end ?? 0

/** What `groupPassages` comes to, without the groups: code units by who gave them, and groups by who is in them. */
export interface SweptPassages {
  both: number
  onlyA: number
  onlyB: number
  passages: { both: number; onlyA: number; onlyB: number }
}

/**
 * The counts of `groupPassages` alone, making no lists: for counting every code of every source. A test holds the two
 * together.
 */
export function sweepPassages(a: readonly Span[], b: readonly Span[]): SweptPassages {
  const left = inTextOrder(a)
  const right = inTextOrder(b)
  const swept = { both: 0, onlyA: 0, onlyB: 0, passages: { both: 0, onlyA: 0, onlyB: 0 } }
  let i = 0
  let j = 0
  /** Up to where each coder's text is counted, and where the open group ends. */
  let endA = -1
  let endB = -1
  let groupEnd = -1
  let hasA = false
  let hasB = false
  const close = (): void => {
    if (hasA && hasB) swept.passages.both++
    else if (hasA) swept.passages.onlyA++
    else if (hasB) swept.passages.onlyB++
  }
  while (true) {
    const fromA = left[i]
    const fromB = right[j]
    // Of two that start together, one that touches its own coder's last passage goes first: it belongs to it.
    const isA =
      fromA !== undefined &&
      (fromB === undefined ||
        fromA.start < fromB.start ||
        (fromA.start === fromB.start && (endB !== fromA.start || endA === fromA.start)))
    const next = isA ? fromA : fromB
    if (!next) break
    if (isA) i++
    else j++
    const { start, end } = next
    if (start >= end) continue
    const ownEnd = isA ? endA : endB
    if (start >= groupEnd && start !== ownEnd) {
      close()
      hasA = false
      hasB = false
    }
    if (isA) hasA = true
    else hasB = true
    groupEnd = Math.max(groupEnd, end)
    // What is new of the coder's text; the other's up to here covers its beginning or nothing of it.
    const from = Math.max(start, ownEnd)
    if (from >= end) continue
    const both = Math.max(0, Math.min(end, isA ? endB : endA) - from)
    swept.both += both
    if (isA) {
      swept.onlyA += end - from - both
      swept.onlyB -= both
      endA = end
    } else {
      swept.onlyB += end - from - both
      swept.onlyA -= both
      endB = end
    }
  }
  close()
  return swept
}
