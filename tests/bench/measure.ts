/** How measurements lie, in the unit they were taken in. */
export interface Spread {
  median: number
  least: number
  most: number
  /** 95 in 100 were no more than this. */
  p95: number
  runs: number
}

/** Times of one piece of work in milliseconds: the first, cold run apart; then how the warm ones lie. */
export interface Figure extends Spread {
  name: string
  first: number
}

/** Runs `work` once cold and `runs` times warm. */
export function measure(name: string, work: () => unknown, runs = 7): Figure {
  return summary(
    name,
    Array.from({ length: runs + 1 }, () => {
      const before = performance.now()
      work()
      return performance.now() - before
    }),
  )
}

/** Two pieces of work by turns, so that whatever else the machine does falls on both. */
export function measureInTurn(
  [firstName, first]: readonly [string, () => unknown],
  [secondName, second]: readonly [string, () => unknown],
  runs: number,
): [Figure, Figure] {
  const times: [number[], number[]] = [[], []]
  for (let run = 0; run <= runs; run++) {
    const before = performance.now()
    first()
    const between = performance.now()
    second()
    times[0].push(between - before)
    times[1].push(performance.now() - between)
  }
  return [summary(firstName, times[0]), summary(secondName, times[1])]
}

/** As `measure`, for work that answers later. */
export async function measureAsync(
  name: string,
  work: (run: number) => Promise<unknown>,
  runs = 7,
): Promise<Figure> {
  const times: number[] = []
  for (let run = 0; run <= runs; run++) {
    const before = performance.now()
    await work(run)
    times.push(performance.now() - before)
  }
  return summary(name, times)
}

function summary(name: string, [first = 0, ...warm]: readonly number[]): Figure {
  return { name, first: round(first), ...spreadOf(warm) }
}

/** How these measurements lie; all 0 where there are none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((x, y) => x - y)
  const at = (k: number): number => round(sorted[k] ?? 0)
  return {
    median: at(Math.floor(sorted.length / 2)),
    least: at(0),
    most: at(sorted.length - 1),
    p95: at(Math.max(0, Math.ceil(sorted.length * 0.95) - 1)),
    runs: sorted.length,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
