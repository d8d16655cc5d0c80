import type Database from 'better-sqlite3'

export type Db = Database.Database
/** A value SQLite keeps in a STRICT text, integer, real or null column. */
export type Cell = string | number | null
export type Row = Record<string, Cell>

/** Every row of a query, typed by its caller. Parameters are positional. */
export function all<T>(db: Db, sql: string, ...parameters: unknown[]): T[] {
  return statement(db, sql).all(...parameters) as T[]
}

/** The rows of a query one at a time. Nothing is written on the connection before the last of them, or a `break`. */
export const each = <T>(db: Db, sql: string, ...parameters: unknown[]): IterableIterator<T> =>
  db.prepare(sql).iterate(...parameters) as IterableIterator<T>

/** Every row of a query as a list of its columns: of very many rows, half the work of making objects. */
export function tuples<T extends Cell[]>(db: Db, sql: string, ...parameters: unknown[]): T[] {
  const query = statement(db, sql).raw()
  try {
    return query.all(...parameters) as T[]
  } finally {
    query.raw(false)
  }
}

/** The first column of every row. */
export function column<T>(db: Db, sql: string, ...parameters: unknown[]): T[] {
  const query = statement(db, sql).pluck()
  try {
    return query.all(...parameters) as T[]
  } finally {
    query.pluck(false)
  }
}

/** The first row of a query, or undefined. */
export function first<T>(db: Db, sql: string, ...parameters: unknown[]): T | undefined {
  return statement(db, sql).get(...parameters) as T | undefined
}

/** The first column of the first row; throws where there is no row. */
export function value<T>(db: Db, sql: string, ...parameters: unknown[]): T {
  const row = Object.values((statement(db, sql).get(...parameters) ?? {}) as Row)[0]
  if (row === undefined) throw new Error(`No row for: ${sql}`)
  return row as T
}

/** Runs a statement that changes rows; answers how many it changed. */
export function run(db: Db, sql: string, ...parameters: unknown[]): number {
  return statement(db, sql).run(...parameters).changes
}

const prepared = new WeakMap<Db, Map<string, Database.Statement>>()

/** Prepares once per connection and text. */
function statement(db: Db, sql: string): Database.Statement {
  let known = prepared.get(db)
  if (!known) {
    known = new Map()
    prepared.set(db, known)
  }
  let ready = known.get(sql)
  if (!ready) {
    ready = db.prepare(sql)
    known.set(sql, ready)
  }
  return ready
}
