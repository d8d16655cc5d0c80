/** Work in steps: stops now and then to say how far it is, from 0 to 1, so that others can have their turn. */
export type Steps<T> = Generator<number, T, void>

/** All steps one after the other. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The steps as a part of larger work: they are `from` to `to` of it. */
export function* asPart<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  let step = steps.next()
  while (!step.done) {
    yield from + (to - from) * step.value
    step = steps.next()
  }
  return step.value
}

/** For how long, in milliseconds, steps are taken before others have their turn. */
const turn = 12

/** The steps with a pause after every few milliseconds; `breathe` lets others work, and throws where nobody waits any more. */
export async function inTurns<T>(
  steps: Steps<T>,
  { breathe, progress }: { breathe(): Promise<void>; progress(done: number): void },
): Promise<T> {
  let since = performance.now()
  let step = steps.next()
  while (!step.done) {
    if (performance.now() - since > turn) {
      progress(step.value)
      await breathe()
      since = performance.now()
    }
    step = steps.next()
  }
  return step.value
}
