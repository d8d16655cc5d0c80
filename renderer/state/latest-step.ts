let latest: string | undefined

/**
 * Notes which operation an answer says was recorded. A write that says none leaves none: what it did is not the step before.
 * What only reads leaves the one that is noted.
 */
export function noteAnswer(isWrite: boolean, step: string | undefined): void {
  if (isWrite || step !== undefined) latest = step
}

/**
 * What to ask to take back that very step, whatever is done meanwhile, here or in another window; the latest step of the
 * person's, where the answer named none. Ask in the turn in which the step is answered.
 */
export const thatStep = (): { step?: string } => (latest === undefined ? {} : { step: latest })
