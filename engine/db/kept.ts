import { type Db, value } from './sql.ts'

/*
 * What windows ask again and again (matrices, the figures of themes, live numbers) follows from the study alone. It is kept in
 * memory for as long as nothing at all was changed in the file, by this connection or another: no kind of change has to be
 * known to bear on it.
 */

interface Kept {
  changes: number
  version: number
  results: Map<string, unknown>
}

const kept = new WeakMap<Db, Kept>()

/** How many results of one study are kept: those asked for longest ago go first. */
const most = 40

/**
 * What `make` answers, made once while the study stays as it is. `key` names all that it follows from besides the study: who
 * asks, of which layer. Nobody may change what is answered.
 */
export function keptWhileUnchanged<T>(db: Db, key: string, make: () => T): T {
  const changes = value<number>(db, 'SELECT total_changes() AS n')
  const version = db.pragma('data_version', { simple: true }) as number
  const before = kept.get(db)
  const results =
    before?.changes === changes && before.version === version ? before.results : new Map<string, unknown>()
  if (results.has(key)) {
    const result = results.get(key) as T
    results.delete(key)
    results.set(key, result)
    return result
  }
  const result = make()
  // What is made within a step may be given up with it, and nothing would tell.
  if (db.inTransaction) return result
  results.set(key, result)
  const [oldest] = results.keys()
  if (results.size > most && oldest !== undefined) results.delete(oldest)
  kept.set(db, { changes, version, results })
  return result
}
