import { methods } from '#shared/contract/client.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { Disagreement, DocketSince } from '#shared/model/disagreement.ts'
import type { Engine } from '../../engine-client.ts'

/** A round's differences as this window knows them. */
export interface KnownDocket {
  /** Undefined before the first answer, and where there is none. */
  all: readonly Disagreement[] | undefined
  failure: Failure | undefined
  /** True while a newer answer is on its way. */
  asking: boolean
}

export const noDocket: KnownDocket = { all: undefined, failure: undefined, asking: false }

const topics: readonly string[] = methods.get('adjudication.differencesSince')?.topics ?? []

/** Follows the differences of a round: reads them whole once, and after that only those that were ruled otherwise. */
export class FollowedDocket {
  readonly #engine: Engine
  readonly #round: string
  #at: string | null = null
  #asking = false
  #again = false
  #known = noDocket
  readonly #watchers = new Set<() => void>()

  constructor(engine: Engine, round: string) {
    this.#engine = engine
    this.#round = round
  }

  /** Begins to follow; answers how to stop. */
  follow(): () => void {
    const ask = () => void this.#ask()
    const stops = [
      this.#engine.onChanged(changed => {
        // Another person has their own view of it, or none.
        if (changed.includes('session')) this.#at = null
        if (changed.some(topic => topics.includes(topic))) ask()
      }),
      this.#engine.onMended(ask),
    ]
    ask()
    return () => {
      for (const stop of stops) stop()
    }
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  readonly known = (): KnownDocket => this.#known

  async #ask(): Promise<void> {
    this.#again = true
    if (this.#asking) return
    this.#asking = true
    this.#tell({ ...this.#known, asking: true })
    while (this.#again) {
      this.#again = false
      await this.#read()
    }
    this.#asking = false
    this.#tell({ ...this.#known, asking: false })
  }

  async #read(): Promise<void> {
    try {
      const since = await this.#engine.client.adjudication.differencesSince({
        round: this.#round,
        at: this.#at,
      })
      this.#at = since.at
      const all = withChanges(this.#known.all, since)
      if (all !== this.#known.all || this.#known.failure)
        this.#tell({ all, failure: undefined, asking: true })
    } catch (error) {
      this.#at = null
      this.#tell({ all: undefined, failure: toFailure(error), asking: true })
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
