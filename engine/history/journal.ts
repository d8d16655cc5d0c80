import { createHash } from 'node:crypto'
import { newId } from '../db/ids.ts'
import { all, type Db, each, first, run, value } from '../db/sql.ts'
import { deriveNewest, dropDerived } from '../sources/derived.ts'
import { applyChange, type Change, rowOf } from './changes.ts'

/** One entry of the journal. `at` is wall time in milliseconds: told to people, never used for order. */
export interface Operation {
  id: string
  copy: string
  sequence: number
  lamport: number
  actor: string
  at: number
  kind: string
  summary: string
  undoes: string | null
  undoable: boolean
  changes: Change[]
  previous: string
  hash: string
}

export interface NewOperation {
  /** What was done, as `noun.verb`. */
  kind: string
  /** What was done, in words, with the names people gave things and no words of a transcript. */
  summary: string
  /** The member who did it; empty for the person at the command line. */
  actor: string
  changes: Change[]
  undoes?: string
  undoable: boolean
  /** True where the changes were made in the tables already. */
  isDone?: boolean
}

interface StoredOperation extends Omit<Operation, 'changes' | 'undoable'> {
  changes: string
  undoable: number
}

/**
 * Appends an operation to this copy's journal and does what it says to the tables. Must run inside a transaction,
 * so that the entry and its effect commit together or not at all.
 */
export function append(db: Db, copy: string, at: number, operation: NewOperation): Operation {
  const { changes, isDone } = operation
  sayWhatWasMended(db, copy, at, operation.kind)
  const entry = { ...nextEntry(db, copy, at, operation), changes }
  const text = JSON.stringify(changes)
  const hash = sealOf(entry, text)
  run(db, `${insertion} VALUES (${marks}, ?)`, ...valuesOf(entry, hash), text)
  if (!isDone) takeEffect(db, changes)
  return { ...entry, hash }
}

/**
/**
 * What merging had to mend is no entry of its own as long as merges follow merges: their order is then of no account.
 * Whoever goes on from there has seen it, and what they do builds upon it: from then on the journal says it.
 */
function sayWhatWasMended(db: Db, copy: string, at: number, kind: string): void {
  if (kind.startsWith('merge.')) return
  const waiting = first<{ value: string }>(db, "SELECT value FROM local WHERE key = 'mended'")
  if (!waiting) return
  run(db, "DELETE FROM local WHERE key = 'mended'")
  append(db, copy, at, {
    kind: 'merge.mended',
    summary: 'Fitted together what met in merging',
    actor: '',
    changes: JSON.parse(waiting.value) as Change[],
    undoable: false,
    isDone: true,
  })
}

/** Keeps for the next entry what merging had to mend; what an earlier merge left is part of it. */
export function keepMended(db: Db, mended: readonly Change[]): void {
  run(db, "DELETE FROM local WHERE key = 'mended'")
  if (mended.length > 0)
    run(db, "INSERT INTO local (key, value) VALUES ('mended', ?)", JSON.stringify(mended))
}

/**
 * Puts an operation that was made elsewhere into the journal as it is, seal and all, and does what it says to the tables.
 * Must run inside a transaction.
 */
export function enter(db: Db, operation: Operation): void {
  insertOperation(db, operation)
  takeEffect(db, operation.changes)
}

/**
 * As `append`, for an operation of so many changes that they are not to be held: they are given a part at a time, have
 * their effect at once, and the entry is written at the end. A source and its revisions come in one part. For a connection
 * of its own, which keeps few pages in memory from then on.
 */
export function appendInParts(
  db: Db,
  copy: string,
  at: number,
  operation: Omit<NewOperation, 'changes'>,
): { add(changes: readonly Change[]): void; end(): void } {
  sayWhatWasMended(db, copy, at, operation.kind)
  const entry = nextEntry(db, copy, at, operation)
  const seal = sealing(entry)
  let isEmpty = true
  const write = (text: string): void => {
    seal.add(text)
    run(db, 'INSERT INTO entry_parts (text) VALUES (?)', text)
  }
  return {
    add(changes) {
      if (changes.length === 0) return
      write(`${isEmpty ? '[' : ','}${JSON.stringify(changes).slice(1, -1)}`)
      isEmpty = false
      takeEffect(db, changes)
    },
    end() {
      write(isEmpty ? '[]' : ']')
      // The pages at hand make room; and SQLite would take the whole text apart once more to see that it is JSON, which
      // every part of it was made as.
      db.pragma(`cache_size = -${leastKilobytes}`)
      db.pragma('ignore_check_constraints = ON')
      run(
        db,
        `${insertion} SELECT ${marks}, group_concat(text, '') FROM (SELECT text FROM entry_parts ORDER BY number)`,
        ...valuesOf(entry, seal.end()),
      )
      db.pragma('ignore_check_constraints = OFF')
      run(db, 'DELETE FROM entry_parts')
    },
  }
}

/** Of SQLite's pages in memory, while a long entry is written. */
const leastKilobytes = 2048

type Unsealed = Omit<Operation, 'changes' | 'hash'>

/** What an entry says besides its changes, as the next of this copy. */
function nextEntry(
  db: Db,
  copy: string,
  at: number,
  { kind, summary, actor, undoes, undoable }: Omit<NewOperation, 'changes'>,
): Unsealed {
  const last = first<{ sequence: number; hash: string }>(
    db,
    'SELECT sequence, hash FROM operations WHERE copy = ? ORDER BY sequence DESC LIMIT 1',
    copy,
  )
  const lamport = value<number>(db, 'SELECT coalesce(max(lamport), 0) AS top FROM operations') + 1
  const sequence = (last?.sequence ?? 0) + 1
  const previous = last?.hash ?? ''
  const id = newId()
  return { id, copy, sequence, lamport, actor, at, kind, summary, undoes: undoes ?? null, undoable, previous }
}

const columns = [
  'id',
  'copy',
  'sequence',
  'lamport',
  'actor',
  'at',
  'kind',
  'summary',
  'undoes',
  'undoable',
  'previous',
  'hash',
] as const
const insertion = `INSERT INTO operations (${columns.join(', ')}, changes)`
const marks = columns.map(() => '?').join(', ')

/** The values of `columns`. */
function valuesOf(entry: Unsealed, hash: string): unknown[] {
  const row = { ...entry, undoable: entry.undoable ? 1 : 0, hash }
  return columns.map(column => row[column])
}

/** Does to the tables what changes say, and to what is derived from a text. */
export function takeEffect(db: Db, changes: readonly Change[]): void {
  const revised = new Set<string>()
  for (const change of changes) {
    const source = change.table === 'revisions' && bearsOnDerived(change) ? sourceOf(db, change) : null
    if (source !== null && change.before !== null) dropDerived(db, change.id)
    applyChange(db, change)
    if (source !== null) revised.add(source)
  }
  for (const source of revised) deriveNewest(db, source)
}

/** The source a change of a revision is about; asked before it is made. */
const sourceOf = (db: Db, { id, before, after }: Change): string =>
  String((after ?? before)?.source ?? rowOf(db, 'revisions', id)?.source)

/** True where a revision comes to be, goes, or is cut anew: its segments and its index follow. */
const bearsOnDerived = ({ before, after }: Change): boolean =>
  before === null || after === null || 'structure' in after || 'text' in after

/** Every operation in the one order the fold goes by (order.ts), one at a time; nothing is written meanwhile. */
export function* inOrder(db: Db): Generator<Operation> {
  for (const stored of each<StoredOperation>(
    db,
    'SELECT * FROM operations ORDER BY lamport, actor, sequence, copy, id',
  ))
    yield read(stored)
}

/** Puts an operation of another copy into the journal as it is. Its effect is for the fold of the union to say. */
export function insertOperation(db: Db, operation: Operation): void {
  const { changes, hash, ...entry } = operation
  run(db, `${insertion} VALUES (${marks}, ?)`, ...valuesOf(entry, hash), JSON.stringify(changes))
}

/** Every operation, copy by copy and in each in order of sequence: a few at a time, so that others may be at work between. */
export function* byCopy(db: Db): Generator<Operation, void> {
  let copy = ''
  let sequence = 0
  for (;;) {
    const some = all<StoredOperation>(
      db,
      `SELECT * FROM operations WHERE copy = $copy AND sequence > $sequence OR copy > $copy
       ORDER BY copy, sequence LIMIT 100`,
      { copy, sequence },
    )
    yield* some.map(read)
    const last = some.at(-1)
    if (!last) return
    copy = last.copy
    sequence = last.sequence
  }
}

/** An operation by id, or undefined. */
export function operation(db: Db, id: string): Operation | undefined {
  const stored = first<StoredOperation>(db, 'SELECT * FROM operations WHERE id = ?', id)
  return stored && read(stored)
}

/** SHA-256 over all an operation says and the hash of the entry before it: a changed or dropped entry shows. */
export const seal = (o: Omit<Operation, 'hash'>): string => sealOf(o, JSON.stringify(o.changes))

/** How much of the changes is hashed at a time, in UTF-16 code units: an import's may be tens of megabytes. */
const stretch = 1_000_000

const sealOf = (o: Unsealed, changes: string): string => {
  const seal = sealing(o)
  seal.add(changes)
  return seal.end()
}

/** The hash of the JSON of all that is said, the changes being a string in it, which is given in parts. */
function sealing(o: Unsealed): { add(changes: string): void; end(): string } {
  const before = [o.id, o.copy, o.sequence, o.lamport, o.actor, o.at, o.kind, o.summary, o.undoes, o.undoable]
  const hash = createHash('sha256')
  hash.update(`${JSON.stringify(before).slice(0, -1)},"`)
  return {
    add(changes) {
      for (let at = 0; at < changes.length; ) {
        const cut = Math.min(changes.length, at + stretch)
        // Never between the halves of a character, which apart would be written otherwise.
        const to = isLead(changes.charCodeAt(cut - 1)) && cut < changes.length ? cut + 1 : cut
        hash.update(JSON.stringify(changes.slice(at, to)).slice(1, -1))
        at = to
      }
    },
    end: () => hash.update(`",${JSON.stringify(o.previous)}]`).digest('hex'),
  }
}

const isLead = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

const read = (stored: StoredOperation): Operation => ({
  ...stored,
  undoable: stored.undoable === 1,
  changes: JSON.parse(stored.changes) as Change[],
})
