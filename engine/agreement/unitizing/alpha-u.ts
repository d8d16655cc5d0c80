import { type Continuum, type Stretch, stretchesOf } from './continuum.ts'

export const alphaUDescription =
  'αU, the older unitizing alpha (Krippendorff 1995, Sociological Methodology 25:47; 2004, Content Analysis, ch. 11.6). Kept to check against older reports: uα has superseded it, and it misbehaves for more than two coders.'

/**
 * αU of each category on its own continuum, and over all. A coder's own units of one category that overlap are one.
 * Null where fewer than two units exist.
 */
export function alphaU({ length, coders }: Continuum): {
  k: Record<string, number | null>
  overall: number | null
} {
  const categories = [...new Set(coders.flat().map(unit => unit.category))].sort()
  const k: Record<string, number | null> = {}
  let observed = 0
  let expected = 0
  for (const category of categories) {
    // Never null: units of one category do not overlap once each coder's own are united.
    const continua = coders.flatMap(units => {
      const stretches = stretchesOf(
        units.filter(unit => unit.category === category),
        length,
      )
      return stretches ? [stretches] : []
    })
    const found = disagreement(continua, length)
    k[category] = found.expected > 0 ? 1 - found.observed / found.expected : null
    observed += found.observed
    expected += found.expected
  }
  return { k, overall: expected > 0 ? 1 - observed / expected : null }
}

function disagreement(
  continua: readonly Stretch[][],
  length: number,
): { observed: number; expected: number } {
  const m = continua.length
  let apart = 0
  for (let i = 0; i < m; i++) {
    for (let j = i + 1; j < m; j++) apart += between(continua[i] ?? [], continua[j] ?? [])
  }
  const units = continua.flat().filter(stretch => stretch.category !== null)
  const gaps = continua
    .flat()
    .filter(stretch => stretch.category === null)
    .map(gap => gap.end - gap.start)
    .sort((a, b) => b - a)
  // Sums of the gaps from the longest on: what lies in gaps at least as long as a unit is then read off.
  let upTo = 0
  const sums = gaps.map(gap => {
    upTo += gap
    return upTo
  })
  let sum = 0
  let itself = 0
  for (const { start, end } of units) {
    const l = end - start
    let fitting = 0
    let high = gaps.length
    while (fitting < high) {
      const middle = (fitting + high) >> 1
      if ((gaps[middle] ?? 0) >= l) fitting = middle + 1
      else high = middle
    }
    const inGaps = (fitting === 0 ? 0 : (sums[fitting - 1] ?? 0)) - fitting * (l - 1)
    sum += ((units.length - 1) * (2 * l ** 3 - 3 * l ** 2 + l)) / 3 + l ** 2 * inGaps
    itself += l * (l - 1)
  }
  return {
    observed: (2 * apart) / (m * (m - 1) * length ** 2),
    expected: ((2 / length) * sum) / (m * length * (m * length - 1) - itself),
  }
}

/** Squared distances of units that meet, and of units that lie in a gap of the other. */
function between(first: readonly Stretch[], second: readonly Stretch[]): number {
  let apart = 0
  let g = 0
  let h = 0
  while (true) {
    const a = first[g]
    const b = second[h]
    if (!a || !b) return apart
    if (Math.min(a.end, b.end) > Math.max(a.start, b.start)) {
      if (a.category !== null && b.category !== null) apart += (a.start - b.start) ** 2 + (a.end - b.end) ** 2
      else if (a.category !== null && b.start <= a.start && a.end <= b.end) apart += (a.end - a.start) ** 2
      else if (b.category !== null && a.start <= b.start && b.end <= a.end) apart += (b.end - b.start) ** 2
    }
    if (a.end <= b.end) g++
    if (b.end <= a.end) h++
  }
}
