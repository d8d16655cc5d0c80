import type { WorkCounts } from '#shared/model/handout.ts'
import { all, type Db, first, run, value } from '../db/sql.ts'
import type { FoldedTable } from '../history/changes.ts'
import { byCopy, type Operation } from '../history/journal.ts'
import type { Manifest } from '../packages/manifest.ts'
import type { KeptHandout } from './copy.ts'

/**
 * The steps a return holds: all that was done in this hand-out copy, in whichever folder (a copy of it has an id of its
 * own), but what the hand-out itself brought, and what touches a memo its coder keeps to themself.
 */
export function* stepsToReturn(
  db: Db,
  kept: KeptHandout,
  shared: ReadonlySet<string>,
): Generator<Operation, void> {
  for (const operation of byCopy(db)) {
    if (operation.copy === kept.package) continue
    const memos = operation.changes.filter(({ table }) => table === 'memos')
    if (memos.every(({ id }) => shared.has(id))) yield operation
  }
}

/** What stands of a coder's work. `operations` are the steps given. */
export const workStanding = (db: Db, { coder, round }: KeptHandout, operations: number): WorkCounts => {
  const counted = (sql: string) => value<number>(db, sql, { coder: coder.id, round: round.id })
  return {
    codings: counted("SELECT count(*) AS n FROM codings WHERE layer = 'independent' AND coder = $coder"),
    annotations: counted('SELECT count(*) AS n FROM annotations WHERE author = $coder'),
    proposedCodes: counted(
      'SELECT count(*) AS n FROM codes WHERE proposed_in = $round AND created_by = $coder',
    ),
    operations,
  }
}

/** How many codings, annotations and codes steps made, changed or removed. */
export function workIn(operations: Iterable<Operation>): WorkCounts {
  const touched = new Map<FoldedTable, Set<string>>()
  let steps = 0
  for (const { changes } of operations) {
    steps++
    for (const { table, id } of changes) touched.set(table, (touched.get(table) ?? new Set()).add(id))
  }
  const many = (table: FoldedTable) => touched.get(table)?.size ?? 0
  return {
    codings: many('codings'),
    annotations: many('annotations'),
    proposedCodes: many('codes'),
    operations: steps,
  }
}

/** The sources of the round, by title, in which the coder has coded nothing. */
export const untouchedSources = (db: Db, { coder, round }: KeptHandout): string[] =>
  all<{ title: string }>(
    db,
    `SELECT s.title FROM round_sources x JOIN sources s ON s.id = x.source
     WHERE x.round = $round AND NOT EXISTS (
       SELECT 1 FROM codings c WHERE c.source = s.id AND c.coder = $coder AND c.layer = 'independent')
     ORDER BY x.position`,
    { coder: coder.id, round: round.id },
  ).map(({ title }) => title)

/* What a copy remembers of its returns stands in `local`: it is nobody else's. */

/** The last return that was made: when, and the last step of each copy that it held. */
export interface LastReturn {
  madeAt: string
  last: Record<string, number>
}

const returnKey = 'returned'
const sharedKey = 'shared-memos'

/** The last return that was made here, or null. */
export const lastReturn = (db: Db): LastReturn | null => kept<LastReturn>(db, returnKey)

/** Remembers a return and the last of each copy's steps that it holds. */
export function rememberReturn(db: Db, madeAt: string, ranges: Manifest['ranges']): void {
  keep(db, returnKey, { madeAt, last: Object.fromEntries(ranges.map(([copy, , last]) => [copy, last])) })
}

/** The memos whose coder chose to share them with returns. */
export const sharedMemos = (db: Db): Set<string> => new Set(kept<string[]>(db, sharedKey))

/** Remembers which memos go with returns. */
export const shareMemos = (db: Db, memos: readonly string[]): void => keep(db, sharedKey, [...new Set(memos)])

function kept<T>(db: Db, key: string): T | null {
  const row = first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', key)
  return row ? (JSON.parse(row.value) as T) : null
}

function keep(db: Db, key: string, content: unknown): void {
  run(db, 'INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)', key, JSON.stringify(content))
}
