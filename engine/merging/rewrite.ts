import { all, type Db, each, type Row, run } from '../db/sql.ts'
import { applyChange, type FoldedTable, foldedTables } from '../history/changes.ts'
import type { Folded } from '../history/fold.ts'
import { uniques } from '../history/mend.ts'
import { deriveNewest, dropDerived } from '../sources/derived.ts'

/**
 * Makes the tables what a fold says, row by row where they differ, and keeps what is derived of them right. Within the
 * caller's transaction, which `withoutTriggers` surrounds; references are looked at when all is written.
 */
export function rewrite(db: Db, { tables }: Pick<Folded, 'tables'>): void {
  db.pragma('defer_foreign_keys = ON')
  const revised = new Set<string>()
  for (const table of foldedTables) {
    const told = tables.get(table) ?? new Map<string, Row>()
    const { gone, other, fresh } = difference(db, table, told)
    if (gone.length + other.length + fresh.length === 0) continue
    if (table === 'revisions') {
      for (const id of [...gone, ...other]) {
        for (const { source } of all<{ source: string }>(db, 'SELECT source FROM revisions WHERE id = ?', id))
          revised.add(source)
        dropDerived(db, id)
      }
      for (const id of [...other, ...fresh]) revised.add(String(told.get(id)?.source))
    }
    // Numbers and pairs that occur once may change hands between rows, so no two stand at the same time.
    const anew = inPairs.has(table) ? other : []
    for (const id of [...gone, ...anew]) run(db, `DELETE FROM ${table} WHERE id = ?`, id)
    if (!inPairs.has(table)) {
      for (const id of other) applyChange(db, { table, id, before: {}, after: told.get(id) ?? {} })
    }
    for (const id of [...anew, ...fresh])
      applyChange(db, { table, id, before: null, after: told.get(id) ?? {} })
  }
  for (const source of revised) deriveNewest(db, source)
}

const inPairs = new Set<FoldedTable>(uniques.map(({ table }) => table))

/** Ids of the rows of a table that are to go, to be other, and to come. */
function difference(db: Db, table: FoldedTable, told: ReadonlyMap<string, Row>) {
  const gone: string[] = []
  const other: string[] = []
  const seen = new Set<string>()
  for (const stored of each<Row & { id: string }>(db, `SELECT * FROM ${table}`)) {
    const row = told.get(stored.id)
    if (row === undefined) gone.push(stored.id)
    else {
      seen.add(stored.id)
      for (const column in row) {
        if (row[column] === stored[column]) continue
        other.push(stored.id)
        break
      }
    }
  }
  const fresh: string[] = []
  if (seen.size < told.size) for (const id of told.keys()) if (!seen.has(id)) fresh.push(id)
  return { gone, other, fresh }
}

/**
 * Does work on the tables without the schema's rules about what a person may do now: entries of the journal were allowed
 * where they were made, and the fold sees to the rest. The rules are back when this returns; where it throws, the
 * caller's transaction is given up and they never went.
 */
export function withoutTriggers<T>(db: Db, work: () => T): T {
  const triggers = all<{ name: string; sql: string }>(
    db,
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'
       AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    JSON.stringify(foldedTables),
  )
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  const result = work()
  for (const { sql } of triggers) db.exec(sql)
  return result
}

/** Throws where a row refers to one that is not there: before the transaction could end, and so in a rehearsal too. */
export function mustHoldTogether(db: Db): void {
  const broken = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  const [first] = broken
  if (first)
    throw new Error(
      `The union leaves ${broken.length} broken references, from ${first.table} to ${first.parent}`,
    )
}
