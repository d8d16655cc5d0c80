import type { Topic } from '#shared/contract/method.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { Coding } from '#shared/model/coding.ts'
import { codingsFromColumns } from '#shared/model/coding-columns.ts'
import type { Engine } from '../../engine-client.ts'
import { follow } from '../../follow.ts'
import { CodingSet } from '../../transcript/coding-set.ts'
import { type CodingChange, type PendingChange, renamed, withPending } from './pending-codings.ts'

/** The codings of a source as this window knows them. */
export interface KnownCodings {
  /** What the engine holds, with what was asked of it and is not answered yet. */
  codings: CodingSet<Coding>
  /** True until the engine's first answer. */
  loading: boolean
  failure: Failure | undefined
}

let keys = 0

/** Changes of these bear on the codings of a source, and on who may see them. */
const bearing: readonly Topic[] = ['codings', 'rounds', 'rulings', 'session']

/**
 * Follows the codings of one source: reads them whole once, and after that only what changed since, so that a change
 * costs the same however many there are. A change made here shows at once and is put right by the engine's answer.
 */
export class SourceCodings {
  readonly #engine: Engine
  readonly #source: string
  #held = CodingSet.of<Coding>([])
  /** The moment of the engine's journal that `#held` stands for; null: to be read whole. */
  #at: string | null = null
  #pending: readonly PendingChange[] = []
  #known: KnownCodings = { codings: this.#held, loading: true, failure: undefined }
  readonly #watchers = new Set<() => void>()

  constructor(engine: Engine, source: string) {
    this.#engine = engine
    this.#source = source
  }

  /** Begins to follow; answers how to stop. */
  readonly follow = (): (() => void) =>
    follow(
      this.#engine,
      topics => topics.some(topic => bearing.includes(topic)),
      () => this.#read(),
    )

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  readonly known = (): KnownCodings => this.#known

  /**
   * Shows changes while `step` asks the engine for them. They stay until the engine's list has them; if the step
   * fails they go again, and the failure is thrown.
   */
  async during<T>(changes: readonly CodingChange[], step: () => Promise<T>): Promise<T> {
    const made = changes.map((change): PendingChange => ({ change, key: ++keys, settled: false }))
    const own = new Set(made.map(({ key }) => key))
    this.#setPending([...this.#pending, ...made])
    try {
      const outcome = await step()
      // The engine answers in order: whatever list comes after this answer has the change in it.
      this.#setPending(this.#pending.map(each => (own.has(each.key) ? { ...each, settled: true } : each)))
      return outcome
    } catch (error) {
      this.#setPending(this.#pending.filter(({ key }) => !own.has(key)))
      throw error
    }
  }

  /** Says that the coding added here as `id` is the engine's `made`. */
  rename(id: string, made: Coding): void {
    this.#setPending(renamed(this.#pending, id, made))
  }

  async #read(): Promise<void> {
    try {
      await this.#take()
      this.#pending = this.#pending.filter(({ settled }) => !settled)
      this.#tell({ failure: undefined, loading: false })
    } catch (error) {
      this.#tell({ failure: toFailure(error), loading: false })
    }
  }

  /** What changed since, or all where that is not known. */
  async #take(): Promise<void> {
    const { codings } = this.#engine.client
    const source = this.#source
    const since = this.#at === null ? null : await codings.since({ source, at: this.#at })
    if (since) {
      this.#at = since.at
      this.#held = since.changed.toSorted(asMade).reduce(
        (set, coding) => set.with(coding),
        since.gone.reduce((set, id) => set.without(id), this.#held),
      )
    } else {
      const { at, columns } = await codings.open({ source })
      this.#at = at
      this.#held = CodingSet.of(codingsFromColumns(columns).sort(asMade))
    }
  }

  #setPending(pending: readonly PendingChange[]): void {
    this.#pending = pending
    this.#tell({})
  }

  #tell(what: Partial<KnownCodings>): void {
    this.#known = { ...this.#known, ...what, codings: withPending(this.#held, this.#pending) }
    for (const watcher of this.#watchers) watcher()
  }
}

const asMade = (a: Coding, b: Coding): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : placeOf(a) < placeOf(b) ? -1 : 1

/** An id begins with the time; of who judges without names the order is kept as well, and its random end stands for it. */
const placeOf = ({ id, coder }: Coding): string => (coder === null ? id.slice(-12) : id)
