import { type Continuum, type Stretch, stretchesOf } from './continuum.ts'

/** The unitizing alphas of one continuum; null where a figure is undefined. */
export interface UnitizingAlphas {
  u: number | null
  bar_u: number | null
  cu: number | null
  /** By category. */
  k: Record<string, number | null>
  coverage: Record<string, number | null>
  cu_coverage: number
}

export const unitizingDescription =
  'Krippendorff’s alphas for unitizing: uα compares units and gaps together, |uα only coded against not coded, cuα only the categories where both coded, (k)uα one category (Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50:2347; Krippendorff 2019, Content Analysis, §12.6). For three or more coders cuα rests on one printed value and on derivation: the text of the formula was not at hand.'

/**
 * uα, |uα, cuα and (k)uα. Null where a coder's own units overlap: the figures are defined for units that do not.
 * Cost grows with the number of units times the number of pairs of coders.
 */
export function unitizingAlphas({ length, coders }: Continuum): UnitizingAlphas | null {
  const all = coders.map(units => stretchesOf(units, length))
  const continua: Stretch[][] = []
  for (const stretches of all) {
    if (!stretches) return null
    continua.push(stretches)
  }
  const m = continua.length
  const categories = [...new Set(continua.flat().map(s => s.category))].filter(c => c !== null).sort()
  const index = new Map<string | null, number>([
    [null, 0],
    ...categories.map((c, n): [string, number] => [c, n + 1]),
  ])
  const q = categories.length + 1
  // Category 0 is the gap.
  const shared = new Float64Array(q * q)
  const own = new Float64Array(q)
  const ownPairable = new Float64Array(q)
  for (const stretches of continua) {
    for (const { start, end, category } of stretches) {
      const k = index.get(category) ?? 0
      own[k] = (own[k] ?? 0) + (category === null ? end - start : (end - start) ** 2)
    }
  }
  for (let i = 0; i < m; i++) {
    const first = continua[i] ?? []
    // How much of each unit the other coders gave a category, on average over them.
    const valued = new Float64Array(first.length)
    for (let j = 0; j < m; j++) {
      if (i === j) continue
      sweep(first, continua[j] ?? [], (g, a, b, length) => {
        const k = index.get(a) ?? 0
        const l = index.get(b) ?? 0
        shared[k * q + l] = (shared[k * q + l] ?? 0) + length / (m - 1)
        if (a !== null && b !== null) valued[g] = (valued[g] ?? 0) + length / (m - 1)
      })
    }
    first.forEach(({ category }, g) => {
      const k = index.get(category) ?? 0
      if (k > 0) ownPairable[k] = (ownPairable[k] ?? 0) + (valued[g] ?? 0) ** 2
    })
  }
  const whole = agreementOf(shared, own, q, 0)
  const coded = agreementOf(shared, ownPairable, q, 1)
  const bar = notCoded(shared, whole.expected, q)
  const k: Record<string, number | null> = {}
  const coverage: Record<string, number | null> = {}
  categories.forEach((category, n) => {
    const c = n + 1
    const inCoded = sumColumn(shared, q, c, 1)
    const inWhole = sumColumn(shared, q, c, 0)
    const expectedColumn = sumColumn(coded.expected, q, c, 1)
    const expectedOff = expectedColumn - (coded.expected[c * q + c] ?? 0)
    const observedOff = inCoded - (shared[c * q + c] ?? 0)
    k[category] =
      inCoded === 0 || isNothing(expectedOff, inCoded)
        ? null
        : 1 - (expectedColumn / inCoded) * (observedOff / expectedOff)
    coverage[category] = inWhole === 0 ? null : inCoded / inWhole
  })
  return {
    u: whole.alpha,
    bar_u: bar,
    cu: coded.alpha,
    k,
    coverage,
    cu_coverage: length === 0 ? 0 : coded.total / (m * length),
  }
}

/** Calls `meet` for every pair of stretches of two coders that share something, with the length they share. */
function sweep(
  first: readonly Stretch[],
  second: readonly Stretch[],
  meet: (g: number, a: string | null, b: string | null, length: number) => void,
): void {
  let g = 0
  let h = 0
  while (true) {
    const a = first[g]
    const b = second[h]
    if (!a || !b) return
    const length = Math.min(a.end, b.end) - Math.max(a.start, b.start)
    if (length > 0) meet(g, a.category, b.category, length)
    if (a.end <= b.end) g++
    if (b.end <= a.end) h++
  }
}

/** Alpha from what was shared, with what would be by chance once a unit is not paired with itself. */
function agreementOf(
  shared: Float64Array,
  own: Float64Array,
  q: number,
  from: number,
): { alpha: number | null; expected: Float64Array; total: number } {
  const margins = new Float64Array(q)
  let total = 0
  let itself = 0
  for (let k = from; k < q; k++) {
    margins[k] = sumColumn(shared, q, k, from)
    total += margins[k] ?? 0
    itself += own[k] ?? 0
  }
  const expected = new Float64Array(q * q)
  const pairs = total - itself / total
  let observedOff = 0
  let expectedOff = 0
  for (let k = from; k < q; k++) {
    for (let l = from; l < q; l++) {
      const product = (margins[k] ?? 0) * (margins[l] ?? 0) - (k === l ? (own[k] ?? 0) : 0)
      expected[k * q + l] = product / pairs
      if (k === l) continue
      observedOff += shared[k * q + l] ?? 0
      expectedOff += expected[k * q + l] ?? 0
    }
  }
  const alpha =
    total === 0 || isNothing(expectedOff, total) || pairs <= 0 ? null : 1 - observedOff / expectedOff
  return { alpha, expected, total }
}

/** |uα: only whether a stretch was coded at all. */
function notCoded(shared: Float64Array, expected: Float64Array, q: number): number | null {
  let observedOff = 0
  let expectedOff = 0
  let total = 0
  for (let k = 1; k < q; k++) {
    observedOff += shared[k] ?? 0
    expectedOff += expected[k] ?? 0
    total += sumColumn(shared, q, k, 0)
  }
  return isNothing(expectedOff, total) ? null : 1 - observedOff / expectedOff
}

function sumColumn(table: Float64Array, q: number, column: number, from: number): number {
  let sum = 0
  for (let k = from; k < q; k++) sum += table[k * q + column] ?? 0
  return sum
}

/** Zero but for rounding, beside a number of its own size. */
const isNothing = (value: number, beside: number): boolean => !(Math.abs(value) > 1e-12 * Math.max(1, beside))
