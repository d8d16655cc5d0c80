import { distanceBetween, type SetDistance, wholeSets } from './set-distance.ts'

/** What coders gave to units that may carry several labels each; equal rows may stand once with how often they occur. */
export interface SetRatings {
  /** One set a coder; null where a coder gave no rating (an empty set is a rating). */
  rows: readonly (readonly (ReadonlySet<string> | null)[])[]
  counts: readonly number[]
}

export const setAlphaDescription =
  'Krippendorff’s alpha for units that may carry several labels: 1 − D_o / D_e with a distance between sets (Passonneau 2006; Krippendorff 2004, ch. 11). Two empty sets agree; an empty and a filled one share nothing.'

/** Mean distance over the pairs of coders of each unit; null where no unit has two ratings. */
export function meanDistance({ rows, counts }: SetRatings, distance: SetDistance): number | null {
  let sum = 0
  let units = 0
  rows.forEach((row, n) => {
    const given = row.filter(set => set !== null)
    if (given.length < 2) return
    let apart = 0
    let pairs = 0
    given.forEach((a, i) => {
      for (const b of given.slice(i + 1)) {
        apart += distanceBetween(distance, a, b)
        pairs++
      }
    })
    units += counts[n] ?? 0
    sum += ((counts[n] ?? 0) * apart) / pairs
  })
  return units === 0 ? null : sum / units
}

/** Alpha with a distance between sets, or why there is none. Cost grows with the square of the different sets given. */
export function setAlpha(
  ratings: SetRatings,
  distance: SetDistance,
): { value: number } | { value: null; why: string } {
  const given = new GivenSets()
  let observed = 0
  let total = 0
  ratings.rows.forEach((row, n) => {
    const sets = row.filter(set => set !== null)
    const times = ratings.counts[n] ?? 0
    if (sets.length < 2 || times === 0) return
    total += times * sets.length
    for (const set of sets) given.add(set, times)
    let apart = 0
    sets.forEach((a, i) => {
      sets.forEach((b, j) => {
        if (i !== j && a !== b) apart += distanceBetween(distance, a, b)
      })
    })
    observed += (times * apart) / (sets.length - 1)
  })
  if (total === 0) return { value: null, why: 'No unit has a rating from two coders' }
  const expected = given.expected(distance, total)
  if (expected === 0)
    return { value: null, why: 'Every unit got the same labels from everyone, so nothing varied' }
  return { value: 1 - observed / total / (expected / (total * (total - 1))) }
}

/** The different sets, each with how often it was given. */
class GivenSets {
  private readonly counts: number[] = []
  private readonly sets: ReadonlySet<string>[] = []
  private readonly byKey = new Map<string, number>()
  /** The same set object is not looked at twice. */
  private readonly known = new Map<ReadonlySet<string>, number>()

  add(set: ReadonlySet<string>, times: number): void {
    const at = this.known.get(set) ?? this.place(set)
    this.counts[at] = (this.counts[at] ?? 0) + times
  }

  private place(set: ReadonlySet<string>): number {
    const key = JSON.stringify([...set].sort())
    let at = this.byKey.get(key)
    if (at === undefined) {
      at = this.sets.length
      this.byKey.set(key, at)
      this.sets.push(set)
      this.counts.push(0)
    }
    this.known.set(set, at)
    return at
  }

  /** The distances of all ratings from all others, summed. Whole sets need no pairs: what is not equal is 1 apart. */
  expected(distance: SetDistance, total: number): number {
    const { counts, sets } = this
    if (distance === wholeSets) return counts.reduce((left, count) => left - count * count, total * total)
    const { bits, words } = bitsOf(sets)
    let expected = 0
    for (let i = 0; i < sets.length; i++) {
      const size = sets[i]?.size ?? 0
      let near = 0
      for (let j = i + 1; j < sets.length; j++) {
        let both = 0
        for (let w = 0; w < words; w++) both += ones((bits[i * words + w] ?? 0) & (bits[j * words + w] ?? 0))
        near += (counts[j] ?? 0) * distance.between(both, size, sets[j]?.size ?? 0)
      }
      expected += 2 * (counts[i] ?? 0) * near
    }
    return expected
  }
}

/** Sets as bits, one for every label, in words of 32. */
function bitsOf(sets: readonly ReadonlySet<string>[]): { bits: Int32Array; words: number } {
  const places = new Map<string, number>()
  for (const set of sets) for (const label of set) if (!places.has(label)) places.set(label, places.size)
  const words = Math.ceil(places.size / 32)
  const bits = new Int32Array(sets.length * words)
  sets.forEach((set, k) => {
    for (const label of set) {
      const place = places.get(label) ?? 0
      const at = k * words + (place >> 5)
      bits[at] = (bits[at] ?? 0) | (1 << (place & 31))
    }
  })
  return { bits, words }
}

/** How many bits of a word are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
