/** Times of one piece of work in milliseconds: the first, cold run apart; then the warm ones' median and spread. */
export interface Figure {
  name: string
  first: number
  median: number
  least: number
  most: number
  runs: number
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
  const sorted = warm.toSorted((x, y) => x - y)
  const at = (k: number): number => round(sorted[k] ?? 0)
  return {
    name,
    first: round(first),
    median: at(Math.floor(sorted.length / 2)),
    least: at(0),
    most: at(sorted.length - 1),
    runs: sorted.length,
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000
