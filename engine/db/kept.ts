import type { Db } from './sql.ts'
import { isInStep } from './still.ts'
import { codedSince, isWatched, writesOutside, writesSoFar } from './touched.ts'

/*
 * What windows ask again and again (matrices, the figures of themes, live numbers) follows from the study alone. It is kept in
 * memory for as long as nothing was changed in the file, by this connection or another, but in tables that are named as having no
 * bearing on it: a kind of change that nobody thought of lets it go.
 */

interface Kept {
  result: unknown
  /** How often this connection had written to a table that may bear on it. */
  writes: number
  /** The same but codings, and the moment at which it was made: of what stands source by source. */
  but: { writes: number; moment: number } | null
}

interface Results {
  version: number
  byKey: Map<string, Kept>
}

const kept = new WeakMap<Db, Results>()

/** How many results of one study are kept: those asked for longest ago go first. */
const most = 40

/**
 * Tables of what is written about the study, of the history, of what was answered to whom, and of what is remembered on this
 * computer: no figure follows from them. A text is among `contents` under its sum, and is never another.
 */
export const writing = [
  'answered',
  'contents',
  'local',
  'memo_comments',
  'memo_exports',
  'memos',
  'operations',
] as const

/** Also those of what is made of codings: who coded what, and who stands behind it, does not follow from them. */
export const gathering = [
  ...writing,
  'contact_cases',
  'contact_mappings',
  'contacts',
  'grid_notes',
  'saved_filters',
  'saved_queries',
  'statement_codes',
  'statement_passages',
  'statements',
  'theme_codes',
  'themes',
] as const

/** Also those of what is made of themes: what stands under a theme does not follow from them. */
export const throughThemes = gathering.filter(table => table !== 'themes' && table !== 'theme_codes')

/**
 * What `make` answers, made once while the study stays as it is, but in the tables `besides`. `key` names all that it follows
 * from besides the study: who asks, of which layer. Nobody may change what is answered.
 */
export const keptWhileUnchanged = <T>(
  db: Db,
  key: string,
  make: () => T,
  besides: readonly string[] = writing,
): T => keptOrMade(db, key, make, besides, null)

/**
 * What `read` answers of each source, as `keptWhileUnchanged`. Where nothing but codings was changed, it is asked again of
 * the sources they are of alone: what it answers follows from no coding of another source. `sources` null: it is asked of all,
 * and may leave out those it has nothing of.
 */
export const keptBySource = <T>(
  db: Db,
  key: string,
  read: (sources: readonly string[] | null) => ReadonlyMap<string, T>,
  besides: readonly string[] = writing,
): ReadonlyMap<string, T> =>
  keptOrMade(
    db,
    key,
    () => read(null),
    besides,
    (before, sources) => (sources.length === 0 ? before : new Map([...before, ...read(sources)])),
  )

/**
 * As `keptWhileUnchanged`, of what is made in steps that let others through: where one of them changes the study meanwhile, what
 * was made is answered and not kept.
 */
export function* keptInSteps<Step, T>(
  db: Db,
  key: string,
  make: () => Generator<Step, T>,
  besides: readonly string[] = writing,
): Generator<Step, T> {
  if (isInStep(db)) return yield* make()
  const results = resultsOf(db)
  const writes = writesOutside(db, besides)
  const before = taken(results, key)
  if (before?.writes === writes) {
    keep(results, key, before)
    return before.result as T
  }
  const result = yield* make()
  if (resultsOf(db) === results && writesOutside(db, besides) === writes)
    keep(results, key, { result, writes, but: null })
  return result
}

/** What is kept of the file as it is now: of another state of it nothing. */
function resultsOf(db: Db): Map<string, Kept> {
  const version = db.pragma('data_version', { simple: true }) as number
  const known = kept.get(db)
  const byKey = known?.version === version ? known.byKey : new Map<string, Kept>()
  kept.set(db, { version, byKey })
  return byKey
}

/** Takes a result out, so that it is the last where it is kept again. */
function taken(results: Map<string, Kept>, key: string): Kept | undefined {
  const before = results.get(key)
  results.delete(key)
  return before
}

function keep(results: Map<string, Kept>, key: string, result: Kept): void {
  results.set(key, result)
  const [oldest] = results.keys()
  if (results.size > most && oldest !== undefined) results.delete(oldest)
}

function keptOrMade<T>(
  db: Db,
  key: string,
  make: () => T,
  besides: readonly string[],
  mend: ((before: T, sources: readonly string[]) => T) | null,
): T {
  // A watch that is set within a step would go where the step is given up.
  if (isInStep(db) && !isWatched(db)) return make()
  const results = resultsOf(db)
  const writes = writesOutside(db, besides)
  const before = taken(results, key)
  if (before?.writes === writes) {
    keep(results, key, before)
    return before.result as T
  }
  const but = mend && { writes: writesOutside(db, [...besides, 'codings']), moment: writesSoFar(db) }
  const result =
    mend && before?.but && before.but.writes === but?.writes
      ? mend(before.result as T, codedSince(db, before.but.moment))
      : make()
  // What is made within a step may be given up with it, and nothing would tell.
  if (!isInStep(db)) keep(results, key, { result, writes, but })
  return result
}
