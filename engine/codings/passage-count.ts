import type { Span } from '#shared/text/span.ts'

type Place = Span & { source: string }

/**
 * Counts passages under names: each once under a name, however many codings it has there. They come in the order of sources
 * and text, so that the codings of a passage follow one another and no passage has to be remembered but the last.
 */
export function passageCount<Name>(): {
  /** Counts it, and answers how many the name has now. */
  add(name: Name, place: Place): number
  /** How many each name has, in the order in which they came. */
  passages(): Map<Name, number>
} {
  const counts = new Map<Name, { last: Place; passages: number }>()
  return {
    add(name, place) {
      const count = counts.get(name)
      if (!count) {
        counts.set(name, { last: place, passages: 1 })
        return 1
      }
      if (!isSamePassage(count.last, place)) count.passages++
      count.last = place
      return count.passages
    },
    passages: () => new Map([...counts].map(([name, { passages }]) => [name, passages])),
  }
}

/** How many passages these codings stand on, which come in that order. */
export function passagesOf(codings: readonly Place[]): number {
  let last: Place | undefined
  let passages = 0
  for (const one of codings) {
    if (!last || !isSamePassage(last, one)) passages++
    last = one
  }
  return passages
}

/** Whether both are one stretch of one source. */
const isSamePassage = (one: Place, other: Place): boolean =>
  one.start === other.start && one.end === other.end && one.source === other.source
