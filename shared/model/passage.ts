/** Where a coding stands. */
interface Place {
  source: string
  start: number
  end: number
}

/**
 * Names the passage that a coding stands on: one stretch of one source, however many codes it carries and whoever gave
 * them. Whatever counts or lists passages tells them apart by this.
 */
export const passageKey = ({ source, start, end }: Place): string => `${source} ${start} ${end}`

/** Codings passage by passage, in the order in which each passage first comes. */
export const byPassage = <C extends Place>(codings: readonly C[]): C[][] => [
  ...Map.groupBy(codings, passageKey).values(),
]
