import Database from 'better-sqlite3'
import { migrate, readMigrations } from '../db/migrate.ts'
import { all, type Db, type Row } from '../db/sql.ts'
import { applyChange, type FoldedTable, foldedTables } from './changes.ts'
import type { Operation } from './journal.ts'

/**
 * Folds operations, given in order, into fresh tables in memory and answers the connection (the caller closes it).
 * Contents are not needed: what is derived from them is not part of the fold.
 */
export function foldFromNothing(operations: readonly Operation[]): Db {
  const db = new Database(':memory:')
  migrate(db, readMigrations(), 0)
  db.pragma('foreign_keys = OFF')
  db.transaction(() => {
    for (const { changes } of operations) for (const change of changes) applyChange(db, change)
  })()
  return db
}

/** The rows in which two databases' folded tables differ, each named once; empty where they are the same. */
export function differences(a: Db, b: Db): { table: FoldedTable; id: string }[] {
  return foldedTables.flatMap(table => {
    const left = rows(a, table)
    const right = rows(b, table)
    const ids = new Set([...left.keys(), ...right.keys()])
    return [...ids].filter(id => left.get(id) !== right.get(id)).map(id => ({ table, id }))
  })
}

const rows = (db: Db, table: FoldedTable): Map<string, string> =>
  new Map(
    all<Row>(db, `SELECT * FROM ${table}`).map((row): [string, string] => [
      String(row.id),
      JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  )
