import type { Span } from '#shared/text/span.ts'
import type { Ratings } from './raters/ratings.ts'
import { sweepTogether } from './sweep.ts'

/**
 * How much of what is compared each combination of coders gave a code. A letter a coder: `1` gave it, `0` did not,
 * `-` has not read the source. There are never more than the text has stretches, whatever the number of coders.
 */
export type Patterns = Map<string, number>

/** Counts further units under a pattern. */
export function addPattern(patterns: Patterns, pattern: string, units: number): void {
  if (units !== 0) patterns.set(pattern, (patterns.get(pattern) ?? 0) + units)
}

/** Adds one source's units, from 0 to `length`. A coder's spans must be united; null for one who has not read it. */
export function addPatterns(
  patterns: Patterns,
  coders: readonly (readonly Span[] | null)[],
  length: number,
): void {
  const nobody = patternOf(coders.map(own => own && 0))
  sweepTogether(
    coders.map(own => own ?? []),
    length,
    (now, units) => {
      let pattern = ''
      for (let c = 0; c < now.length; c++) pattern += now[c] ? '1' : nobody.charAt(c)
      addPattern(patterns, pattern, units)
    },
  )
}

/** The pattern of what each coder gave: 1 or 0, null where they have not read the source. */
export const patternOf = (given: readonly (0 | 1 | null)[]): string =>
  given.map(one => (one === null ? '-' : String(one))).join('')

/** How many coders have read what stands under a pattern, and how many of them gave the code. */
export function tallyOf(pattern: string): { readers: number; given: number } {
  let readers = 0
  let given = 0
  for (let c = 0; c < pattern.length; c++) {
    const letter = pattern.charAt(c)
    if (letter !== '-') readers++
    if (letter === '1') given++
  }
  return { readers, given }
}

/** The patterns as ratings of two categories: 1, has the code, and 0, has it not. */
export const ratingsOfPatterns = (patterns: Patterns, raters: number): Ratings => ({
  raters,
  categories: [0, 1],
  rows: [...patterns.keys()].map(pattern =>
    Array.from(pattern, letter => (letter === '-' ? -1 : Number(letter))),
  ),
  counts: [...patterns.values()],
})
