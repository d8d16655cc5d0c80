import { seededRandom } from '../random.ts'
import { atOnce } from '../slices.ts'
import { bestDisorder } from './best-alignment.ts'
import type { Unit } from './continuum.ts'
import type { Dissimilarity } from './dissimilarity.ts'

export const gammaDescription =
  '1 − observed / expected disorder of the best alignment of all coders’ units (Mathet, Widlöcher & Métivier 2015, Computational Linguistics 41:437). Position and category count together, and units may overlap. The expected disorder is sampled: seed and number of samples belong to the figure.'

export interface Gamma {
  observed: number
  /** Mean disorder of the sampled continua. */
  expected: number
  gamma: number | null
  samples: number
  seed: number
}

/**
 * γ, with chance sampled: coders with as many units, as long, as far apart and of the same categories as these have on
 * average (numbers, lengths and gaps drawn from normal distributions with the means and deviations found).
 */
export function gammaOf(
  coders: readonly (readonly Unit[])[],
  costs: Dissimilarity,
  sampling: { samples: number; seed: number },
): Gamma {
  return atOnce(gammaSteps(coders, costs, sampling))
}

/** The same a sample at a time; `onSample` is told how many have been taken. */
export function* gammaSteps(
  coders: readonly (readonly Unit[])[],
  costs: Dissimilarity,
  { samples, seed }: { samples: number; seed: number },
  onSample: (taken: number) => void = () => {},
): Generator<void, Gamma> {
  const observed = bestDisorder(coders, costs)
  const random = seededRandom(seed)
  const draw = sampler(coders, random)
  let sum = 0
  for (let n = 0; n < samples; n++) {
    sum += bestDisorder(draw(), costs)
    onSample(n + 1)
    yield
  }
  const expected = sum / samples
  return { observed, expected, gamma: expected > 0 ? 1 - observed / expected : null, samples, seed }
}

function sampler(coders: readonly (readonly Unit[])[], random: () => number): () => Unit[][] {
  const units = coders.flat()
  const numbers = spreadOf(coders.map(own => own.length))
  const lengths = spreadOf(units.map(unit => unit.end - unit.start))
  const gaps = spreadOf([
    0,
    ...coders.flatMap(own => {
      const sorted = own.toSorted((a, b) => a.start - b.start || a.end - b.end)
      return sorted.slice(1).map((unit, n) => unit.start - (sorted[n]?.end ?? 0))
    }),
  ])
  const normal = ({ mean, deviation }: Spread): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const one = (): Unit[] => {
    const own: Unit[] = []
    let at = 0
    for (let left = Math.abs(Math.trunc(normal(numbers))); left > 0; left--) {
      const start = at + normal(gaps)
      let length = 0
      while (length <= 0) length = Math.abs(normal(lengths))
      const category = units[Math.floor(random() * units.length)]?.category ?? ''
      own.push({ start, end: start + length, category })
      at = start + length
    }
    return own
  }
  return () => {
    let drawn = coders.map(one)
    while (drawn.every(own => own.length === 0)) drawn = coders.map(one)
    return drawn
  }
}

interface Spread {
  mean: number
  deviation: number
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return { mean, deviation }
}
