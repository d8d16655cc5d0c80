let latest: string | undefined

/** Notes the operation that was recorded for this window last. */
export function noteStep(operation: string): void {
  latest = operation
}

/**
 * What to ask to take back that very step, whatever is done meanwhile, here or in another window. Ask in the turn in which the
 * step is answered.
 */
export const thatStep = (): { step?: string } => (latest === undefined ? {} : { step: latest })
