import { type Db, value } from './sql.ts'

const still = new WeakSet<Db>()

/** Has a connection see the file as it is now until it is closed, whatever others write meanwhile, and write nothing. */
export function holdStill(db: Db): void {
  db.pragma('query_only = ON')
  db.exec('BEGIN')
  // The state is that of the first look.
  value(db, 'SELECT count(*) AS n FROM sqlite_schema')
  still.add(db)
}

/** Whether a connection is in the middle of a step that may yet be given up. */
export const isInStep = (db: Db): boolean => db.inTransaction && !still.has(db)
