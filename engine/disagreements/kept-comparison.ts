import { type Db, first, value } from '../db/sql.ts'
import { isInStep } from '../db/still.ts'

/*
 * What two coders differ on follows from their own codings and the codes. Ruling, commenting and meeting change neither:
 * so that a reviewer does not wait for all of it to be compared again after each key, a round's comparison is kept, in
 * memory, as long as the journal says that nothing else was done.
 */

interface Kept {
  result: unknown
  /** The newest operation when it was made. */
  operation: string
  lamport: number
  /** How many rows this connection had changed by then. */
  changes: number
}

const kept = new WeakMap<Db, Map<string, Kept>>()

/** How many rows a connection had changed when its last step began. */
const begun = new WeakMap<Db, number>()

const changesOf = (db: Db): number => value<number>(db, 'SELECT total_changes() AS n')

/** To be told when a step begins: what was kept before holds in it until it changes a row. */
export const stepBegins = (db: Db): void => void begun.set(db, changesOf(db))

/** Connections in the middle of a step that changes what is settled, and nothing of what is compared. */
const settling = new WeakSet<Db>()

/** Does work within a step whose changes leave every coder's own codings, and the codes, as they are: what is kept holds in it. */
export function whileSettling<T>(db: Db, work: () => T): T {
  settling.add(db)
  try {
    return work()
  } finally {
    settling.delete(db)
  }
}

/** Rounds of which one is kept: of the others few are asked for in turn. */
const most = 2

/** Kinds of operation that leave every coder's own codings, and the codes, as they are. */
const bearsOnNone = ['ruling.', 'comment.', 'agenda.', 'meeting.', 'judging.', 'query.']

/** The comparison of a round, made by `make` where the one that is kept no longer holds. Nobody may change what it answers. */
export function keptComparison<T>(db: Db, round: string, make: () => T): T {
  const rounds = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, rounds)
  const before = rounds.get(round)
  const newest = first<{ id: string; lamport: number }>(
    db,
    'SELECT id, lamport FROM operations ORDER BY lamport DESC, actor DESC, sequence DESC LIMIT 1',
  )
  const changes = changesOf(db)
  if (before && newest && holds(db, before, newest.id, changes)) {
    // What was only ruled since need not be looked through again.
    Object.assign(before, { operation: newest.id, lamport: newest.lamport, changes })
    return before.result as T
  }
  const result = make()
  rounds.delete(round)
  // Within a step rows may be changed that the journal does not speak of yet, and all of it may be given up.
  if (newest && !isInStep(db)) {
    rounds.set(round, { result, operation: newest.id, lamport: newest.lamport, changes })
    const [oldest] = rounds.keys()
    if (rounds.size > most && oldest !== undefined) rounds.delete(oldest)
  }
  return result
}

function holds(db: Db, before: Kept, newest: string, changes: number): boolean {
  // Rows that changed here without an entry yet: somebody is in the middle of a step.
  if (before.operation === newest)
    return !isInStep(db) || before.changes === changes || begun.get(db) === changes || settling.has(db)
  if (!first(db, 'SELECT 1 FROM operations WHERE id = ?', before.operation)) return false
  const other = bearsOnNone.map(kind => `kind NOT GLOB '${kind}*'`).join(' AND ')
  return !first(
    db,
    `SELECT 1 FROM operations WHERE lamport >= ? AND id <> ? AND ${other}`,
    before.lamport,
    before.operation,
  )
}
