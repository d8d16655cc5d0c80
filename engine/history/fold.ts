import { all, type Cell, type Db, type Row } from '../db/sql.ts'
import { type Change, type FoldedTable, foldedTables } from './changes.ts'
import type { Operation } from './journal.ts'
import { mend } from './mend.ts'

/** Two steps that did not know of each other and met in one row: decided the same way everywhere, and told. */
export interface Conflict {
  what: 'edited twice' | 'edited and removed' | 'needed and removed' | 'made twice' | 'circle' | 'missing'
  table: FoldedTable
  id: string
  /** The column both wrote, where it was one. */
  column?: string
}

/** A row while folding. A removed one is remembered, so that what still needs it can have it back. */
export interface Entry {
  row: Row
  stands: boolean
  /** Place in the order of what made it, and of what last wrote each column. */
  made: number
  wrote: Map<string, number>
}

export type Entries = ReadonlyMap<FoldedTable, Map<string, Entry>>

/** The tables a journal folds to, and what a person should look at. */
export interface Folded {
  tables: ReadonlyMap<FoldedTable, ReadonlyMap<string, Row>>
  conflicts: Conflict[]
}

/**
 * Folds operations into tables, whatever copies they come from and in whatever order and how often they are given:
 * each counts once, in the order (lamport, actor, sequence), never by clock. Total: no history, and no union of
 * histories, fails to fold. The history of one copy folds to exactly the tables that copy holds.
 *
 * Where copies met without knowing of each other: of two edits of one column the later in order stands; an edit
 * beats a removal; what something that stands refers to stands too; of two rows that may be only one, the first made
 * stands; a circle in a tree is cut where it was closed last. Every such meeting is listed.
 */
export function fold(operations: readonly Operation[]): Folded {
  const entries: Entries = new Map(foldedTables.map(table => [table, new Map<string, Entry>()]))
  const conflicts: Conflict[] = []
  for (const [place, { changes }] of eachOnceInOrder(operations).entries()) {
    for (const change of changes) apply(entries, change, place, conflicts)
  }
  mend(entries, conflicts)
  return {
    tables: new Map(
      [...entries].map(([table, rows]) => [
        table,
        new Map([...rows].filter(([, entry]) => entry.stands).map(([id, entry]) => [id, entry.row])),
      ]),
    ),
    conflicts,
  }
}

/** The rows in which a study's tables are not what its journal folds to, each named once; empty where all is well. */
export function differences(db: Db, folded: Folded): { table: FoldedTable; id: string }[] {
  return foldedTables.flatMap(table => {
    const kept = new Map(
      all<Row>(db, `SELECT * FROM ${table}`).map(({ id, ...row }) => [String(id), said(row)]),
    )
    const told = new Map([...(folded.tables.get(table) ?? [])].map(([id, row]) => [id, said(row)]))
    const ids = new Set([...kept.keys(), ...told.keys()])
    return [...ids].filter(id => kept.get(id) !== told.get(id)).map(id => ({ table, id }))
  })
}

function eachOnceInOrder(operations: readonly Operation[]): Operation[] {
  const once = new Map(operations.map(operation => [operation.id, operation]))
  return [...once.values()].sort(
    (a, b) =>
      a.lamport - b.lamport ||
      compare(a.actor, b.actor) ||
      a.sequence - b.sequence ||
      compare(a.copy, b.copy) ||
      compare(a.id, b.id),
  )
}

function apply(
  entries: Entries,
  { table, id, before, after }: Change,
  place: number,
  conflicts: Conflict[],
): void {
  const rows = entries.get(table)
  const entry = rows?.get(id)
  if (before === null && after !== null) {
    const wrote = new Map(Object.keys(after).map(column => [column, place]))
    rows?.set(id, { row: { ...after }, stands: true, made: entry?.made ?? place, wrote })
  } else if (!entry) {
    conflicts.push({ what: 'missing', table, id })
  } else if (after === null) {
    if (!entry.stands) return
    if (Object.entries(before ?? {}).every(([column, value]) => same(entry.row[column], value)))
      entry.stands = false
    else conflicts.push({ what: 'edited and removed', table, id })
  } else {
    if (!entry.stands) {
      entry.stands = true
      conflicts.push({ what: 'edited and removed', table, id })
    }
    for (const [column, value] of Object.entries(after)) {
      const now = entry.row[column]
      if (!same(now, before?.[column]) && !same(now, value))
        conflicts.push({ what: 'edited twice', table, id, column })
      entry.row[column] = value
      entry.wrote.set(column, place)
    }
  }
}

const same = (a: Cell | undefined, b: Cell | undefined): boolean => (a ?? null) === (b ?? null)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const said = (row: Row): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => compare(a, b)))
