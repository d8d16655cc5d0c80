import type { SetDistance } from './set-distance.ts'

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
        apart += distance.between(a, b)
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
  const known = new Map<string, { set: ReadonlySet<string>; count: number }>()
  let observed = 0
  let total = 0
  ratings.rows.forEach((row, n) => {
    const given = row.filter(set => set !== null)
    const times = ratings.counts[n] ?? 0
    if (given.length < 2 || times === 0) return
    total += times * given.length
    for (const set of given) {
      const key = JSON.stringify([...set].sort())
      const same = known.get(key)
      if (same) same.count += times
      else known.set(key, { set, count: times })
    }
    let apart = 0
    given.forEach((a, i) => {
      given.forEach((b, j) => {
        if (i !== j) apart += distance.between(a, b)
      })
    })
    observed += (times * apart) / (given.length - 1)
  })
  if (total === 0) return { value: null, why: 'No unit has a rating from two coders' }
  const different = [...known.values()]
  let expected = 0
  different.forEach((a, i) => {
    for (const b of different.slice(i + 1)) expected += 2 * a.count * b.count * distance.between(a.set, b.set)
  })
  if (expected === 0)
    return { value: null, why: 'Every unit got the same labels from everyone, so nothing varied' }
  return { value: 1 - observed / total / (expected / (total * (total - 1))) }
}
