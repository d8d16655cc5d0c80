import type { Span } from '#shared/text/span.ts'
import type { SetRatings } from './sets/set-alpha.ts'
import { sweepTogether } from './sweep.ts'

/** A set of codes as it was met; sets that are equal are one and the same, with one number. */
export interface MetSet {
  number: number
  codes: ReadonlySet<string>
}

/** Every set of codes met so far, by its codes in order. */
export type MetSets = Map<string, MetSet>

/** A longest stretch on which a coder's set of codes is the same; never the empty set. */
export interface SetStretch extends Span {
  set: MetSet
}

/**
 * One coder's spans, which may overlap, as the stretches on which their set of codes is the same: sorted and disjoint.
 * Spans of no length are ignored.
 */
export function setStretches(spans: readonly (Span & { code: string })[], met: MetSets): SetStretch[] {
  const edges = spans
    .filter(({ start, end }) => start < end)
    .flatMap(({ start, end, code }) => [
      { at: start, code, by: 1 },
      { at: end, code, by: -1 },
    ])
    .sort((a, b) => a.at - b.at)
  const times = new Map<string, number>()
  const stretches: SetStretch[] = []
  let from = 0
  for (const { at, code, by } of edges) {
    if (at > from && times.size > 0) {
      const set = metAs([...times.keys()], met)
      const last = stretches.at(-1)
      if (last?.end === from && last.set === set) last.end = at
      else stretches.push({ start: from, end: at, set })
    }
    from = at
    const now = (times.get(code) ?? 0) + by
    if (now > 0) times.set(code, now)
    else times.delete(code)
  }
  return stretches
}

function metAs(codes: readonly string[], met: MetSets): MetSet {
  const key = JSON.stringify(codes.toSorted())
  let set = met.get(key)
  if (!set) {
    set = { number: met.size, codes: new Set(codes) }
    met.set(key, set)
  }
  return set
}

const nothing: ReadonlySet<string> = new Set()

/** Combinations of what coders gave, with how many units carry each. */
export type SetRows = Map<string, { row: readonly (ReadonlySet<string> | null)[]; units: number }>

/** Adds one source's units, from 0 to `length`, by the set each coder gave; null for a coder who has not read it. */
export function addSets(
  rows: SetRows,
  coders: readonly (readonly SetStretch[] | null)[],
  length: number,
): void {
  sweepTogether(
    coders.map(own => own ?? []),
    length,
    (now, units) => {
      let key = ''
      for (let c = 0; c < now.length; c++) key += `${now[c]?.set.number ?? (coders[c] ? '' : '-')} `
      const same = rows.get(key)
      if (same) same.units += units
      else {
        const row = now.map((stretch, c) => stretch?.set.codes ?? (coders[c] ? nothing : null))
        rows.set(key, { row, units })
      }
    },
  )
}

/** The rows as ratings of sets. */
export const setRatings = (rows: SetRows): SetRatings => ({
  rows: [...rows.values()].map(({ row }) => row),
  counts: [...rows.values()].map(({ units }) => units),
})
