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

/** A coder's units and the gaps between them, in order; null where two of the units overlap. */
export function stretchesOf(units: readonly Unit[], length: number): Stretch[] | null {
  const sorted = units
    .filter(unit => unit.start < unit.end)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
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
