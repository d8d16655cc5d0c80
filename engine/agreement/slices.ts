/** How long other calls wait while something long is worked out, in milliseconds. */
const longestHold = 25

/**
 * Works something out a slice at a time: whenever it has held the engine for long enough at a `yield`, `breathe` lets
 * others through (and throws where it was cancelled).
 */
export async function inSlices<T>(steps: Generator<void, T>, breathe: () => Promise<void>): Promise<T> {
  let last = performance.now()
  while (true) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - last < longestHold) continue
    await breathe()
    last = performance.now()
  }
}

/** The same at once. */
export function atOnce<T>(steps: Generator<void, T>): T {
  while (true) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Lets other calls through: for a read, which nobody cancels. */
export const letOthers = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
