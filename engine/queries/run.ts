import type { Going } from '../handler-types.ts'

/** How long other people's calls wait while a query is answered, in milliseconds. */
const longestHold = 25

/** Runs steps to their end at once. */
export function atOnce<T>(steps: Generator<unknown, T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/**
 * Runs steps to their end, telling how far they are and letting others through between them, first of all once: what is
 * given up as soon as it was asked for ends there. Ends where it is cancelled.
 */
export async function inTurns<T>(
  steps: Generator<{ done: number; total: number } | undefined, T>,
  { progress, breathe }: Going,
  doing: string,
): Promise<T> {
  let last = Number.NEGATIVE_INFINITY
  let step = steps.next()
  while (!step.done) {
    if (performance.now() - last >= longestHold) {
      if (step.value) progress(step.value.done, step.value.total, doing)
      await breathe()
      last = performance.now()
    }
    step = steps.next()
  }
  return step.value
}
