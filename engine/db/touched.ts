import { column, type Db, value } from './sql.ts'

/*
 * Which tables this connection wrote to since it was first asked, row by row and through cascades too. What was written in a
 * step that was given up counts as written. SQLite tells only that something was (`total_changes`), not where.
 */

interface Watch {
  /** The tables as they were when the watch was set: other ones, and it is set anew. */
  schema: number
  /** How often each table was written to. */
  times: Map<string, number>
  /** How often any was. */
  all: number
}

const watches = new WeakMap<Db, Watch>()

/** How often this connection wrote to any table but those named, as a number that only grows. */
export function writesOutside(db: Db, tables: readonly string[]): number {
  const watch = watchOf(db)
  let times = watch.all
  for (const table of tables) times -= watch.times.get(table) ?? 0
  return times
}

/** Whether what this connection writes is watched already. */
export const isWatched = (db: Db): boolean => watches.has(db)

function watchOf(db: Db): Watch {
  const schema = db.pragma('schema_version', { simple: true }) as number
  const known = watches.get(db)
  if (known?.schema === schema) return known
  const watch = known ?? { schema, times: new Map(), all: 0 }
  watch.schema = schema
  watch.all++
  watches.set(db, watch)
  // A connection that only reads writes to none.
  if (value<number>(db, 'SELECT * FROM pragma_query_only') === 1) return watch
  if (!known) {
    db.function('tandem_touched', table => {
      watch.times.set(table as string, (watch.times.get(table as string) ?? 0) + 1)
      watch.all++
      return null
    })
  }
  for (const name of column<string>(
    db,
    `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'shadow'))`,
  )) {
    for (const what of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(
        `CREATE TEMP TRIGGER IF NOT EXISTS "touched ${what} ${name}" AFTER ${what} ON main."${name}"
         BEGIN SELECT tandem_touched('${name}'); END`,
      )
    }
  }
  return watch
}
