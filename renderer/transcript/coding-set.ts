import type { Span } from '#shared/text/span.ts'
import { assignLanes, assignStripeLanes, oneLine } from './lanes.ts'
import { SpanTree } from './span-tree.ts'

/** What a set holds: a passage with an id of its own, in a column of the margin (0 where it says none). */
export interface Coded extends Span {
  id: string
  column?: number
}

/** A coding with its places: the lane of its underline in the text, and of its stripe in the margin; from 0. */
export class Laid<T extends Coded> implements Span {
  readonly coding: T
  readonly lane: number
  readonly stripe: number

  constructor(coding: T, lane: number, stripe: number) {
    this.coding = coding
    this.lane = lane
    this.stripe = stripe
  }

  get id(): string {
    return this.coding.id
  }
  get start(): number {
    return this.coding.start
  }
  get end(): number {
    return this.coding.end
  }
}

const byPlace = (a: Laid<Coded>, b: Laid<Coded>): number =>
  a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const byId = (a: Laid<Coded>, b: Laid<Coded>): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * The codings of a text, never changed: adding and removing answer a new set that shares almost all with the old,
 * and cost the logarithm of how many there are. Every coding keeps the lane it was given when it was added, so one
 * made last never moves the line of one made earlier.
 */
export class CodingSet<T extends Coded> {
  readonly #byPlace: SpanTree<Laid<T>>
  readonly #byId: SpanTree<Laid<T>>
  /** How many stripes stand side by side at most; what was removed since may have had the last of them. */
  readonly stripesAcross: number

  private constructor(inPlaces: SpanTree<Laid<T>>, inIds: SpanTree<Laid<T>>, stripesAcross: number) {
    this.#byPlace = inPlaces
    this.#byId = inIds
    this.stripesAcross = stripesAcross
  }

  /** @param codings in the order they were made, no id twice */
  static of<T extends Coded>(codings: readonly T[]): CodingSet<T> {
    const lanes = assignLanes(codings)
    const stripes = assignStripeLanes(codings)
    const laid = codings.map(
      coding => new Laid(coding, lanes.get(coding.id) ?? 0, stripes.get(coding.id) ?? 0),
    )
    const across = laid.reduce((most, { stripe }) => Math.max(most, stripe + 1), 0)
    return new CodingSet(SpanTree.of(byPlace, laid), SpanTree.of(byId, laid), across)
  }

  get size(): number {
    return this.#byPlace.size
  }

  get(id: string): T | undefined {
    return this.laid(id)?.coding
  }

  laid(id: string): Laid<T> | undefined {
    return this.#byId.get(placeholder({ id, start: 0, end: 0 }))
  }

  /** The set with a coding added, or changed where it holds one of that id. A changed one keeps its lane if it can. */
  with(coding: T): CodingSet<T> {
    const before = this.laid(coding.id)
    const others = before ? this.without(coding.id) : this
    const { start, end } = coding
    const lane = freeLane(
      others.within(start, end).map(other => other.lane),
      before?.lane,
    )
    const beside = others
      .within(Math.max(0, start - oneLine), end + oneLine)
      .filter(other => columnOf(other.coding) === columnOf(coding))
    const stripe = freeLane(
      beside.map(other => other.stripe),
      before?.stripe,
    )
    const laid = new Laid(coding, lane, stripe)
    return new CodingSet(
      others.#byPlace.with(laid),
      others.#byId.with(laid),
      Math.max(this.stripesAcross, stripe + 1),
    )
  }

  /** The set without the coding of that id; this very set where there is none. */
  without(id: string): CodingSet<T> {
    const gone = this.laid(id)
    if (!gone) return this
    return new CodingSet(this.#byPlace.without(gone), this.#byId.without(gone), this.stripesAcross)
  }

  /** Those that share at least one code unit with `[start, end)`, in reading order: by start, the longer first. */
  within(start: number, end: number): Laid<T>[] {
    return this.#byPlace.within(start, end)
  }

  /** The coding `index` places from the first, in reading order. */
  at(index: number): T | undefined {
    return this.#byPlace.at(index)?.coding
  }

  /** The place of a coding in reading order, from 0; -1 where there is none of that id. */
  indexOf(id: string): number {
    const laid = this.laid(id)
    return laid ? this.#byPlace.countBefore(laid) : -1
  }

  /** How many begin before `offset`. */
  countBefore(offset: number): number {
    return this.#byPlace.countBefore(placeholder({ id: '', start: offset, end: Number.POSITIVE_INFINITY }))
  }

  /** In reading order. */
  *[Symbol.iterator](): Generator<T> {
    for (const { coding } of this.#byPlace) yield coding
  }

  /** What was added to `before` and what was removed to make this set; a changed coding is in both. */
  differencesFrom(before: CodingSet<T>): { added: Laid<T>[]; removed: Laid<T>[] } {
    return this.#byPlace.differencesFrom(before.#byPlace)
  }
}

/** Stands for a place among codings. */
const placeholder = <T extends Coded>(at: Coded): Laid<T> => new Laid(at as T, 0, 0)

const columnOf = ({ column = 0 }: Coded): number => column

/** The wanted lane if no neighbour has it, else the lowest that none has. */
function freeLane(taken: readonly number[], wanted: number | undefined): number {
  const seen = new Set(taken)
  if (wanted !== undefined && !seen.has(wanted)) return wanted
  let lane = 0
  while (seen.has(lane)) lane++
  return lane
}
