/**
 * Finds things of a list by id, in 6 to 12 bytes for each: a hash table of their places (open addressing). A `Map` takes some
 * three times that, of a heap that is to hold little but the things themselves.
 */
export class IdIndex<T extends { readonly id: string }> {
  readonly #things: readonly T[]
  readonly #places: Int32Array

  /** @param things no id twice; not to be changed */
  constructor(things: readonly T[]) {
    this.#things = things
    // Never more than two thirds full, so that what is sought is met after a step or two.
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(things.length * 1.5 + 1))).fill(-1)
    for (const [place, { id }] of things.entries()) this.#places[this.#slotOf(id)] = place
  }

  get(id: string): T | undefined {
    return this.#things[this.#places[this.#slotOf(id)] ?? -1]
  }

  /** Where the id stands, or the free slot in which it would. */
  #slotOf(id: string): number {
    const last = this.#places.length - 1
    let slot = hashOf(id) & last
    for (;;) {
      const place = this.#places[slot] ?? -1
      if (place < 0 || this.#things[place]?.id === id) return slot
      slot = (slot + 1) & last
    }
  }
}

/** FNV-1a over code units, with its high bits mixed into the low ones, which are those that are used. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
