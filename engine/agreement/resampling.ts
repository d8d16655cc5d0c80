import type { Figure } from '#shared/model/agreement.ts'

/** How intervals are made. `replicates` 0 makes none. */
export interface Resampling {
  replicates: number
  seed: number
}

/**
 * The figure with its 95 % interval from the values it had on the resamples (NaN where undefined, left out and
 * said so); `how` says what was drawn. No interval where fewer than half of the resamples have a value, or all have the
 * same: that nothing varied is not certainty. The values are sorted in place.
 */
export function withInterval(figure: Figure, values: Float64Array, how: string): Figure {
  if (figure.value === null) return figure
  values.sort() // numeric, NaN last
  let defined = values.length
  while (defined > 0 && Number.isNaN(values[defined - 1])) defined--
  const undefinedOnes = values.length - defined
  if (defined * 2 < values.length) {
    return withMethod(figure, `no interval: undefined in ${undefinedOnes} of ${values.length} resamples`)
  }
  if (defined > 1 && values[0] === values[defined - 1]) {
    return withMethod(figure, 'no interval: the same in every resample')
  }
  const left = undefinedOnes > 0 ? `, ${undefinedOnes} resamples without a value left out` : ''
  const found = values.subarray(0, defined)
  return { ...withMethod(figure, how + left), ci: [quantile(found, 0.025), quantile(found, 0.975)] }
}

/** The figure with a few words added to how it was made; an undefined figure stays as it is. */
export const withMethod = (figure: Figure, words: string): Figure =>
  figure.value === null
    ? figure
    : { ...figure, method: figure.method === undefined ? words : `${figure.method}; ${words}` }

/** Linear interpolation between the order statistics of an ascending list (Hyndman & Fan 1996, type 7). */
function quantile(ascending: Float64Array, share: number): number {
  const at = (ascending.length - 1) * share
  const below = ascending[Math.floor(at)] ?? Number.NaN
  const above = ascending[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}
