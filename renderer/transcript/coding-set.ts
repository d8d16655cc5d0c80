import type { Span } from '#shared/text/span.ts'
import { IdIndex } from './id-index.ts'
import { Lanes, lowestFree, oneLine } from './lanes.ts'
import { SpanTree } from './span-tree.ts'

/** What a set holds: a passage with an id of its own, in a column of the margin (0 where it says none). */
export interface Coded extends Span {
  id: string
  column?: number
}

/** Where the coding that was placed as the `nth`, from 0, stands. */
interface Places {
  laneOf(nth: number): number
  stripeOf(nth: number): number
}

/** A coding with its places: the lane of its underline in the text, and of its stripe in the margin; from 0. */
export class Laid<T extends Coded> implements Span {
  readonly coding: T
  readonly nth: number
  readonly #places: Places

  constructor(coding: T, places: Places, nth: number) {
    this.coding = coding
    this.#places = places
    this.nth = nth
  }

  get lane(): number {
    return this.#places.laneOf(this.nth)
  }
  get stripe(): number {
    return this.#places.stripeOf(this.nth)
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
 * Those of a list by where they start, as told by numbers: sorting objects compares each several times by code that the
 * first text opened has to warm up, and of a list that is nearly in order only those side by side.
 */
function byStart<T extends Span>(list: readonly T[]): T[] {
  const count = list.length
  const keys = new Float64Array(count)
  // `from` would go by iterators, three times as slow.
  list.forEach(({ start }, at) => {
    keys[at] = start * count + at
  })
  keys.sort()
  return list.map((_, at) => list[(keys[at] ?? 0) % count] as T)
}

/**
 * The codings a set was first made of. What a text's first frame does not need of them is worked out when it is asked
 * for: their lanes, from those around them, and which has an id.
 */
class FirstCodings<T extends Coded> implements Places {
  readonly inPlaces: SpanTree<Laid<T>>
  readonly #laid: readonly Laid<T>[]
  readonly #lanes: Lanes
  readonly #stripes: Lanes
  #byId: IdIndex<Laid<T>> | undefined
  readonly #across = new Map<number, number>()

  constructor(codings: readonly T[]) {
    this.#laid = codings.map((coding, nth) => new Laid(coding, this, nth))
    this.inPlaces = SpanTree.of(byPlace, byStart(this.#laid))
    const before = (others: readonly Laid<T>[], nth: number) =>
      others.flatMap(other => (other.nth < nth ? other.nth : []))
    this.#lanes = new Lanes(codings.length, nth => {
      const laid = this.#laid[nth]
      return laid ? before(this.inPlaces.within(laid.start, laid.end), nth) : []
    })
    this.#stripes = new Lanes(codings.length, nth => {
      const laid = this.#laid[nth]
      return laid ? before(besides(this.inPlaces, laid.coding), nth) : []
    })
  }

  laneOf(nth: number): number {
    return this.#lanes.of(nth)
  }

  stripeOf(nth: number): number {
    return this.#stripes.of(nth)
  }

  get(id: string): Laid<T> | undefined {
    this.#byId ??= new IdIndex(this.#laid)
    return this.#byId.get(id)
  }

  /** How many stripes stand side by side at most, counted no further than `limit`. */
  stripesAcross(limit: number): number {
    const counted = this.#across.get(limit) ?? this.#countAcross(limit)
    this.#across.set(limit, counted)
    return counted
  }

  #countAcross(limit: number): number {
    // So many that are beside one another at one place have as many lanes, whatever these are.
    const open = new Map<number, number[]>()
    for (const { start, end, coding } of this.inPlaces) {
      const column = columnOf(coding)
      const here = (open.get(column) ?? []).filter(until => until + oneLine > start)
      here.push(end)
      if (here.length >= limit) return limit
      open.set(column, here)
    }
    let most = 0
    for (const { stripe } of this.#laid) {
      most = Math.max(most, stripe + 1)
      if (most >= limit) break
    }
    return most
  }
}

/**
 * The codings of a text, never changed: adding and removing answer a new set that shares almost all with the old,
 * and cost the logarithm of how many there are. Every coding keeps the lane it was given when it was added, so one
 * made last never moves the line of one made earlier.
 */
export class CodingSet<T extends Coded> {
  readonly #first: FirstCodings<T>
  readonly #byPlace: SpanTree<Laid<T>>
  /** Those added since the first, by id. */
  readonly #added: SpanTree<Laid<T>>
  /** How many stripes side by side these need; what was removed since may have had the last of them. */
  readonly #addedAcross: number

  private constructor(
    first: FirstCodings<T>,
    inPlaces: SpanTree<Laid<T>>,
    added: SpanTree<Laid<T>>,
    addedAcross: number,
  ) {
    this.#first = first
    this.#byPlace = inPlaces
    this.#added = added
    this.#addedAcross = addedAcross
  }

  /** @param codings in the order they were made, no id twice */
  static of<T extends Coded>(codings: readonly T[]): CodingSet<T> {
    const first = new FirstCodings(codings)
    return new CodingSet(first, first.inPlaces, SpanTree.of<Laid<T>>(byId, []), 0)
  }

  get size(): number {
    return this.#byPlace.size
  }

  /** How many stripes stand side by side at most, counted no further than `limit`. */
  stripesAcross(limit: number): number {
    return Math.min(limit, Math.max(this.#addedAcross, this.#first.stripesAcross(limit)))
  }

  get(id: string): T | undefined {
    return this.laid(id)?.coding
  }

  laid(id: string): Laid<T> | undefined {
    const known = this.#added.get(placeholder({ id, start: 0, end: 0 })) ?? this.#first.get(id)
    return known && this.#byPlace.get(known) === known ? known : undefined
  }

  /** Works out what finding by id needs, so that the first change does not wait for it. */
  prepare(): void {
    this.#first.get('')
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
    const stripe = freeLane(
      besides(others.#byPlace, coding).map(other => other.stripe),
      before?.stripe,
    )
    const laid = new Laid(coding, { laneOf: () => lane, stripeOf: () => stripe }, 0)
    return new CodingSet(
      this.#first,
      others.#byPlace.with(laid),
      others.#added.with(laid),
      Math.max(this.#addedAcross, stripe + 1),
    )
  }

  /** The set without the coding of that id; this very set where there is none. */
  without(id: string): CodingSet<T> {
    const gone = this.laid(id)
    if (!gone) return this
    return new CodingSet(
      this.#first,
      this.#byPlace.without(gone),
      this.#added.without(gone),
      this.#addedAcross,
    )
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

const nowhere: Places = { laneOf: () => 0, stripeOf: () => 0 }

/** Stands for a place among codings. */
const placeholder = <T extends Coded>(at: Coded): Laid<T> => new Laid(at as T, nowhere, 0)

const columnOf = ({ column = 0 }: Coded): number => column

/**
 * Those whose stripes would stand beside that of a coding: of its column, and so near that they may share a height though
 * they share no character.
 */
const besides = <T extends Coded>(among: SpanTree<Laid<T>>, coding: T): Laid<T>[] =>
  among
    .within(coding.start - oneLine, coding.end + oneLine)
    .filter(other => columnOf(other.coding) === columnOf(coding))

/** The wanted lane if no neighbour has it, else the lowest that none has. */
const freeLane = (taken: readonly number[], wanted: number | undefined): number =>
  wanted !== undefined && !taken.includes(wanted) ? wanted : lowestFree(taken)
