/** A category as it was given: a name, or a number where distances between categories mean something. */
export type Category = string | number

/**
 * Ratings of units by two or more coders. Equal rows may stand once with how often they occur, so a text of a
 * million characters is a handful of rows.
 */
export interface Ratings {
  raters: number
  /** What sentences call the coders; by their number where absent. */
  names?: readonly string[]
  /** The declared categories, in their order. */
  categories: readonly Category[]
  /** What each coder gave, as indices into the categories; -1 where a coder gave nothing. */
  rows: readonly (readonly number[])[]
  /** How many units each row stands for. */
  counts: readonly number[]
}

/**
 * How far two categories agree: 1 for the same, 0 for none at all, symmetric, indexed `[k * q + l]` by category.
 * Absent: only the same category agrees.
 */
export type Weights = readonly number[]

/** How many coders gave each category to a row. */
export function tallyRow(row: readonly number[], q: number): number[] {
  const tally = new Array<number>(q).fill(0)
  for (const k of row) if (k >= 0) tally[k] = (tally[k] ?? 0) + 1
  return tally
}

/** How many coders rated a row. */
export const ratedBy = (row: readonly number[]): number => row.reduce((n, k) => (k >= 0 ? n + 1 : n), 0)

/** True where some coder left out some unit. */
export const isIncomplete = (ratings: Ratings): boolean => ratings.rows.some(row => row.includes(-1))

/** True where at least one unit has ratings from two coders. */
export const hasPairs = (ratings: Ratings): boolean =>
  ratings.rows.some((row, n) => (ratings.counts[n] ?? 0) > 0 && ratedBy(row) >= 2)

/** The agreement of a category with itself, or with another. */
export const weight = (weights: Weights | undefined, q: number, k: number, l: number): number =>
  weights ? (weights[k * q + l] ?? 0) : k === l ? 1 : 0

/** Σ w_kl: what agreement weights add up to; q where only the same category agrees. */
export function sumOfWeights(q: number, weights?: Weights): number {
  let sum = 0
  for (let k = 0; k < q; k++) for (let l = 0; l < q; l++) sum += weight(weights, q, k, l)
  return sum
}

/**
 * Observed agreement: the mean over units with at least two ratings of the (weighted) share of coder pairs that agree
 * (Gwet 2014, Handbook of Inter-Rater Reliability, ch. 2 to 5). NaN where there is no such unit.
 */
export function observedAgreement(ratings: Ratings, weights?: Weights): number {
  const q = ratings.categories.length
  let sum = 0
  let units = 0
  ratings.rows.forEach((row, n) => {
    const rated = ratedBy(row)
    const times = ratings.counts[n] ?? 0
    if (rated < 2) return
    units += times
    sum += times * agreementOfRow(tallyRow(row, q), rated, q, weights)
  })
  return sum / units
}

/** The (weighted) share of a row's coder pairs that agree. */
export function agreementOfRow(
  tally: readonly number[],
  rated: number,
  q: number,
  weights?: Weights,
): number {
  let agreeing = 0
  for (let k = 0; k < q; k++) {
    const own = tally[k] ?? 0
    if (own === 0) continue
    let near = 0
    for (let l = 0; l < q; l++) near += weight(weights, q, k, l) * (tally[l] ?? 0)
    agreeing += own * (near - 1)
  }
  return agreeing / (rated * (rated - 1))
}

/** π_k: the mean over all rated units, also those rated once, of the share of their ratings that are category k. */
export function prevalences(ratings: Ratings): number[] {
  const q = ratings.categories.length
  const shares = new Array<number>(q).fill(0)
  let units = 0
  ratings.rows.forEach((row, n) => {
    const rated = ratedBy(row)
    const times = ratings.counts[n] ?? 0
    if (rated === 0) return
    units += times
    tallyRow(row, q).forEach((given, k) => {
      shares[k] = (shares[k] ?? 0) + (times * given) / rated
    })
  })
  return shares.map(share => share / units)
}

/** Each coder's shares of the categories, over the units this coder rated; NaN for a coder who rated none. */
export function marginsByRater(ratings: Ratings): number[][] {
  const q = ratings.categories.length
  return Array.from({ length: ratings.raters }, (_, rater) => {
    const shares = new Array<number>(q).fill(0)
    let units = 0
    ratings.rows.forEach((row, n) => {
      const k = row[rater] ?? -1
      if (k < 0) return
      const times = ratings.counts[n] ?? 0
      units += times
      shares[k] = (shares[k] ?? 0) + times
    })
    return shares.map(share => share / units)
  })
}

/** The units two of the coders both rated, as ratings of those two; equal rows stand once. */
export function pairOf(ratings: Ratings, first: number, second: number): Ratings {
  const q = ratings.categories.length
  const cells = new Map<number, number>()
  ratings.rows.forEach((row, n) => {
    const a = row[first] ?? -1
    const b = row[second] ?? -1
    if (a < 0 || b < 0) return
    cells.set(a * q + b, (cells.get(a * q + b) ?? 0) + (ratings.counts[n] ?? 0))
  })
  return {
    raters: 2,
    categories: ratings.categories,
    rows: [...cells.keys()].map(cell => [Math.floor(cell / q), cell % q]),
    counts: [...cells.values()],
  }
}

/** Every pair of coders, as indices. */
export function* pairsOfRaters(raters: number): Generator<[number, number]> {
  for (let first = 0; first < raters; first++) {
    for (let second = first + 1; second < raters; second++) yield [first, second]
  }
}

/** (p_o − p_e) / (1 − p_e); null where chance agreement is certain. */
export const beyondChance = (observed: number, expected: number): number | null =>
  1 - expected < 1e-12 ? null : (observed - expected) / (1 - expected)
