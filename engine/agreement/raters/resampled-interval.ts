import { seededRandom } from '../random.ts'
import type { Ratings } from './ratings.ts'

/** More units than this are not drawn one by one. */
const mostUnits = 20_000

/**
 * 95 % percentile interval of a figure by drawing units with replacement (Zapf et al. 2016, BMC Medical Research
 * Methodology 16:93). Draws for which the figure is undefined are left out; null where fewer than nine in ten are
 * defined, where there are fewer than two units or more than 20,000.
 */
export function resampledInterval(
  ratings: Ratings,
  figure: (drawn: Ratings) => number | null,
  { replicates, seed }: { replicates: number; seed: number },
): [number, number] | null {
  const unit: number[] = []
  if (ratings.counts.reduce((sum, count) => sum + count, 0) > mostUnits) return null
  ratings.counts.forEach((count, row) => {
    for (let n = 0; n < count; n++) unit.push(row)
  })
  if (unit.length < 2) return null
  const random = seededRandom(seed)
  const found: number[] = []
  for (let draw = 0; draw < replicates; draw++) {
    const counts = new Array<number>(ratings.rows.length).fill(0)
    for (let n = 0; n < unit.length; n++) {
      const row = unit[Math.floor(random() * unit.length)] ?? 0
      counts[row] = (counts[row] ?? 0) + 1
    }
    const drawn = counts.flatMap((count, row) => (count > 0 ? [row] : []))
    const value = figure({
      ...ratings,
      rows: drawn.map(row => ratings.rows[row] ?? []),
      counts: drawn.map(row => counts[row] ?? 0),
    })
    if (value !== null && Number.isFinite(value)) found.push(value)
  }
  if (found.length < replicates * 0.9) return null
  found.sort((a, b) => a - b)
  return [percentile(found, 0.025), percentile(found, 0.975)]
}

/** By linear interpolation between the two nearest of a sorted list. */
function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}
