import { methods } from '#shared/contract/client.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { Disagreement, DocketSince } from '#shared/model/disagreement.ts'
import type { Engine } from '../../engine-client.ts'
import { follow } from '../../follow.ts'

/** A round's differences as this window knows them. */
export interface KnownDocket {
  /** Undefined before the first answer, and where there is none. */
  all: readonly Disagreement[] | undefined
  failure: Failure | undefined
  /** Those whose rulings were answered and are in it. */
  has: readonly string[]
}

export const noDocket: KnownDocket = { all: undefined, failure: undefined, has: [] }

const topics: readonly string[] = methods.get('adjudication.differencesSince')?.topics ?? []

/** Follows the differences of a round: reads them whole once, and after that only those that were ruled otherwise. */
export class FollowedDocket {
  readonly #engine: Engine
  readonly #round: string
  readonly #answered: () => readonly string[]
  #at: string | null = null
  #known = noDocket
  readonly #watchers = new Set<() => void>()

  /** @param answered the differences whose rulings were answered so far */
  constructor(engine: Engine, round: string, answered: () => readonly string[]) {
    this.#engine = engine
    this.#round = round
    this.#answered = answered
  }

  /** Begins to follow; answers how to stop. */
  readonly follow = (): (() => void) =>
    follow(
      this.#engine,
      changed => {
        // Another person has their own view of it, or none.
        if (changed.includes('session')) this.#at = null
        return changed.some(topic => topics.includes(topic))
      },
      isCurrent => this.#read(isCurrent),
    )

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  readonly known = (): KnownDocket => this.#known

  async #read(isCurrent: () => boolean): Promise<void> {
    try {
      const since = await this.#engine.client.adjudication.differencesSince({
        round: this.#round,
        at: this.#at,
      })
      this.#at = since.at
      const all = withChanges(this.#known.all, since)
      // Where something has changed since it was asked for, it may not have all that was answered.
      this.#tell({ all, failure: undefined, has: isCurrent() ? this.#answered() : [] })
    } catch (error) {
      this.#at = null
      this.#tell({ all: undefined, failure: toFailure(error), has: isCurrent() ? this.#answered() : [] })
    }
  }

  #tell(known: KnownDocket): void {
    this.#known = known
    for (const watcher of this.#watchers) watcher()
  }
}

/** What is known, with those that changed put in their places. */
function withChanges(
  known: readonly Disagreement[] | undefined,
  { all, changed }: DocketSince,
): readonly Disagreement[] | undefined {
  if (all) return all
  if (changed.length === 0) return known
  const now = new Map(changed.map(item => [item.id, item]))
  return known?.map(item => now.get(item.id) ?? item)
}
