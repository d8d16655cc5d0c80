/** About a line and a half of text, in code units: two codings this near may stand beside the same line. */
export const oneLine = 100

/**
 * The lanes of things placed one after the other, each the lowest in which it meets nothing placed before it: one placed
 * last never moves one placed earlier. A lane is worked out when it is first asked for, from what it depends on: what it
 * meets, what that meets, and so on.
 */
export class Lanes {
  readonly #known: Int32Array
  readonly #before: (at: number) => readonly number[]

  /**
   * @param count how many are placed
   * @param before which of those placed before the one at an index, from 0, it meets, in any order
   */
  constructor(count: number, before: (at: number) => readonly number[]) {
    this.#known = new Int32Array(count).fill(-1)
    this.#before = before
  }

  /** The lane, from 0, of the one at an index. */
  of(at: number): number {
    if (this.#isKnown(at)) return this.#known[at] ?? 0
    const needed = new Set([at])
    for (const each of needed) {
      for (const other of this.#before(each)) if (!this.#isKnown(other)) needed.add(other)
    }
    for (const each of [...needed].sort((a, b) => a - b)) {
      this.#known[each] = lowestFree(this.#before(each).map(other => this.#known[other] ?? 0))
    }
    return this.#known[at] ?? 0
  }

  #isKnown(at: number): boolean {
    return (this.#known[at] ?? -1) >= 0
  }
}

/** The lowest lane that is not taken. */
export function lowestFree(taken: readonly number[]): number {
  const seen = new Set(taken)
  let lane = 0
  while (seen.has(lane)) lane++
  return lane
}
