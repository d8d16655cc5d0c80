import { column, type Db, value } from './sql.ts'

/*
 * Which tables this connection wrote to since it was first asked, row by row and through cascades too, and of codings, of which
 * sources. What was written in a step that was given up counts as written. SQLite tells only that something was
 * (`total_changes`), not where.
 */

interface Watch {
  /** The tables as they were when the watch was set: other ones, and it is set anew. */
  schema: number
  /** How often each table was written to. */
  times: Map<string, number>
  /** How often any was. */
  all: number
  /** The sources whose codings were written, with what `all` was then; the last one written is last. */
  coded: Map<string, number>
}

const watches = new WeakMap<Db, Watch>()

/** How often this connection wrote to any table but those named, as a number that only grows. */
export function writesOutside(db: Db, tables: readonly string[]): number {
  const watch = watchOf(db)
  let times = watch.all
  for (const table of tables) times -= watch.times.get(table) ?? 0
  return times
}

/** How often this connection wrote to any table at all: a moment to ask `codedSince` about. */
export const writesSoFar = (db: Db): number => watchOf(db).all

/** The ids of the sources whose codings this connection wrote to since that moment. */
export function codedSince(db: Db, moment: number): string[] {
  const since: string[] = []
  for (const [source, at] of [...watchOf(db).coded].reverse()) {
    if (at <= moment) break
    since.push(source)
  }
  return since
}

/** Whether what this connection writes is watched already. */
export const isWatched = (db: Db): boolean => watches.has(db)

/** What is written to a table, and by what names the row is known before and after. */
const events: readonly (readonly [string, readonly string[]])[] = [
  ['INSERT', ['NEW']],
  ['UPDATE', ['OLD', 'NEW']],
  ['DELETE', ['OLD']],
]

function watchOf(db: Db): Watch {
  const schema = db.pragma('schema_version', { simple: true }) as number
  const known = watches.get(db)
  if (known?.schema === schema) return known
  const watch: Watch = known ?? { schema, times: new Map(), all: 0, coded: new Map() }
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
    db.function('tandem_coded', source => {
      watch.coded.delete(source as string)
      watch.coded.set(source as string, watch.all)
      return null
    })
  }
  for (const name of column<string>(
    db,
    `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'shadow'))`,
  )) {
    for (const [what, rows] of events) {
      const sources =
        name === 'codings' ? rows.map(row => `SELECT tandem_coded(${row}.source);`).join(' ') : ''
      db.exec(
        `CREATE TEMP TRIGGER IF NOT EXISTS "touched ${what} ${name}" AFTER ${what} ON main."${name}"
         BEGIN SELECT tandem_touched('${name}'); ${sources} END`,
      )
    }
  }
  return watch
}
