import type { Coded } from './coding-set.ts'
import type { Extent } from './extents.ts'

/**
 * Where the stripes stand that were measured last. The margin follows it by itself: measured while the text is
 * scrolled, it draws the margin anew and not the whole transcript.
 */
export class ExtentStore<T extends Coded> {
  #extents: readonly Extent<T>[] = []
  readonly #listeners = new Set<() => void>()

  /** The same array until another set of places is measured. */
  readonly now = (): readonly Extent<T>[] => this.#extents

  readonly follow = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(extents: readonly Extent<T>[]): void {
    if (areSame(extents, this.#extents)) return
    this.#extents = extents
    for (const listener of this.#listeners) listener()
  }
}

const areSame = <T extends Coded>(some: readonly Extent<T>[], others: readonly Extent<T>[]): boolean =>
  some.length === others.length &&
  some.every(({ laid, top, bottom, begins, again }, at) => {
    const other = others[at]
    const isSame =
      other?.laid === laid && other.top === top && other.bottom === bottom && other.begins === begins
    return (
      isSame && other.again.length === again.length && again.every((place, nth) => other.again[nth] === place)
    )
  })
