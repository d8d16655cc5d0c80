import type { Span } from '#shared/text/span.ts'

/** A passage with its category; offsets half-open, of a continuum from 0. */
export interface Unit extends Span {
  category: string
}

/** A text's length and what each coder marked in it. */
export interface Continuum {
  length: number
  /** One list a coder; units of no length are ignored. */
  coders: readonly (readonly Unit[])[]
}

/** A stretch of a coder's continuum: a unit, or a gap between units (`category` null). */
export interface Stretch extends Span {
  category: string | null
}

/** A coder's units with those of one category that overlap as one; units that only touch stay apart. */
function ownOverlapsUnited(units: readonly Unit[]): Unit[] {
  const united: Unit[] = []
  const last = new Map<string, Unit>()
  for (const unit of units.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const before = last.get(unit.category)
    if (before && unit.start < before.end) before.end = Math.max(before.end, unit.end)
    else {
      const own = { ...unit }
      united.push(own)
      last.set(unit.category, own)
    }
  }
  return united
}

/**
 * A coder's units and the gaps between them, in order; overlapping units of one category are one. Null where two of
 * different categories overlap.
 */
export function stretchesOf(units: readonly Unit[], length: number): Stretch[] | null {
  const sorted = ownOverlapsUnited(units).toSorted((a, b) => a.start - b.start || a.end - b.end)
  const stretches: Stretch[] = []
  let at = 0
  for (const { start, end, category } of sorted) {
    if (start < at) return null
    if (start > at) stretches.push({ start: at, end: start, category: null })
    stretches.push({ start, end, category })
    at = end
  }
  if (at < length) stretches.push({ start: at, end: length, category: null })
  return stretches
}
