/** How far a clock may be off and still be believed, in milliseconds: a day. */
export const clockSlack = 86_400_000

/**
 * Whether a return's own time (`madeAt`) cannot be: from before its hand-out was made, or from the future as the merging
 * computer sees it, by more than a day. All in milliseconds.
 */
export const isWrongClock = (madeAt: number, handedOutAt: number, now: number): boolean =>
  madeAt > now + clockSlack || madeAt < handedOutAt - clockSlack
