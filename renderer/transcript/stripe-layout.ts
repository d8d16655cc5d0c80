/** Where a coding's stripe stands beside the text, in px from the top of the page. */
export interface Stripe {
  id: string
  /** Its lane from the left, from 0. */
  lane: number
  top: number
  bottom: number
  /** False where the coding began above what is measured: its label is not here. */
  begins: boolean
  /** Where it is named once more, further down, in order: a long coding's first line may be out of view. */
  again?: readonly number[]
}

export interface PlacedLabel {
  id: string
  top: number
  /** Lines its name may take before the next label begins. */
  lines: 1 | 2
  /** How many labels were left out under this one, said in the line below it, and the first of them; absent for none. */
  more?: { count: number; first: string }
  /** True for a name that is said once more, further down its stripe. */
  isAgain?: true
}

/** Height of a label's line, in px. */
export const labelHeight = 20
/** How far a label may be pushed from where its stripe begins, in px. */
const furthest = 120

/**
 * Places labels beside where their stripes begin, each under the one before where they would meet. A label that
 * would be pushed too far is left out and counted at the last one placed: its stripe still carries the name. A name
 * that is said once more has only the room that is left, and is not counted where there is none.
 * @param stripes in any order
 * @param apart in px: nearer than that under its first name none is said once more
 */
export function placeLabels(stripes: readonly Stripe[], apart: number): PlacedLabel[] {
  const wanted = stripes.filter(stripe => stripe.begins).sort((a, b) => a.top - b.top || b.bottom - a.bottom)
  const placed: Omit<PlacedLabel, 'lines' | 'isAgain'>[] = []
  let free = Number.NEGATIVE_INFINITY
  for (const { id, top } of wanted) {
    const at = Math.max(top, free)
    const last = placed.at(-1)
    if (at - top > furthest && last) {
      if (last.more === undefined) free += labelHeight
      last.more = { count: (last.more?.count ?? 0) + 1, first: last.more?.first ?? id }
      continue
    }
    placed.push({ id, top: at })
    free = at + labelHeight
  }
  const all = withThoseAgain(placed, stripes, apart)
  return all.map((label, at) => {
    const below = all[at + 1]?.top ?? Number.POSITIVE_INFINITY
    return { ...label, lines: !label.more && below - label.top >= 2 * labelHeight ? 2 : 1 }
  })
}

type Named = Omit<PlacedLabel, 'lines'>

/** Where a label and the line under it that counts others end, in px. */
const endOf = ({ top, more }: Named): number => top + labelHeight * (more === undefined ? 1 : 2)

/** Puts names that are said once more between those placed, each under its place and within its stripe. */
function withThoseAgain(placed: readonly Named[], stripes: readonly Stripe[], apart: number): Named[] {
  const wanted = stripes
    .flatMap(({ id, again = [], begins, top: first, bottom }) =>
      again.filter(top => !begins || top - first >= apart).map(top => ({ id, top, bottom })),
    )
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom)
  const all: Named[] = []
  let next = 0
  for (const { id, top, bottom } of wanted) {
    let at = top
    for (;;) {
      at = Math.max(at, ...all.slice(-1).map(endOf))
      const below = placed[next]
      if (!below || below.top >= at + labelHeight) break
      all.push(below)
      next++
    }
    if (at - top <= furthest && at + labelHeight <= bottom) all.push({ id, top: at, isAgain: true })
  }
  return [...all, ...placed.slice(next)]
}

/** How many lanes from the left are taken between two heights: a label there begins after them. */
export function lanesBetween(stripes: readonly Stripe[], { top, lines }: PlacedLabel): number {
  const bottom = top + lines * labelHeight
  return stripes
    .filter(stripe => stripe.top < bottom && stripe.bottom > top)
    .reduce((most, { lane }) => Math.max(most, lane + 1), 0)
}

/**
 * The share of each of `buckets` equal stretches of a text that is coded, 0–1, for the strip beside the scrollbar.
 * @param spans united: sorted and disjoint
 */
export function density(
  spans: readonly { start: number; end: number }[],
  length: number,
  buckets: number,
): number[] {
  const size = length / buckets
  const found = new Array<number>(buckets).fill(0)
  if (length <= 0) return found
  for (const { start, end } of spans) {
    const last = Math.min(buckets - 1, Math.floor((end - 1) / size))
    for (let at = Math.floor(start / size); at <= last; at++) {
      const shared = Math.min(end, (at + 1) * size) - Math.max(start, at * size)
      found[at] = Math.min(1, (found[at] ?? 0) + shared / size)
    }
  }
  return found
}
