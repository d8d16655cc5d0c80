import { TandemError } from '#shared/errors.ts'
import { all, column, type Db, each, first, type Row } from '../db/sql.ts'
import { type Change, type FoldedTable, rowOf } from '../history/changes.ts'
import { isWorkTable, type Reach, type WorkTable } from './own-work.ts'
import type { ReviewReach } from './review-work.ts'

/** A hand-out with the round and the coder it was made for. */
export interface HandedOut {
  id: string
  round: string
  title: string
  state: 'open' | 'submitted' | 'closed'
  coder: string
  coderName: string
  lamport: number
  /** When it was made, milliseconds. */
  madeAt: number
  mayAddCodes: boolean
  /** Whether it was a reviewer's, who does not code in the round. */
  isReview: boolean
}

/** A hand-out by its package's id. Refuses one that this study never made, or whose making was undone. */
export function handedOut(db: Db, id: string): HandedOut {
  const row = first<
    Omit<HandedOut, 'mayAddCodes' | 'isReview'> & { mayAddCodes: number | null; codes: number }
  >(
    db,
    `SELECT h.id, h.round, r.title, r.state, h.coder, m.name AS coderName, h.lamport,
       h.made_at AS madeAt, p.may_add_codes AS mayAddCodes,
       EXISTS (SELECT 1 FROM round_coders c WHERE c.round = h.round AND c.coder = h.coder) AS codes
     FROM handouts h JOIN rounds r ON r.id = h.round JOIN members m ON m.id = h.coder
     LEFT JOIN round_plans p ON p.round = h.round WHERE h.id = ?`,
    id,
  )
  // A round that was opened without a plan lets its coders propose codes, as it does on one computer.
  if (row) {
    const { codes, ...handout } = row
    return { ...handout, mayAddCodes: row.mayAddCodes !== 0, isReview: codes === 0 }
  }
  throw new TandemError(
    'not-found',
    'This return answers a hand-out that this study does not know.',
    'Merge it into the copy of the study that made the hand-out.',
  )
}

/** What returns of a hand-out may do, as the study stands before any of it is merged. */
export function reachOf(
  db: Db,
  { round, coder, lamport, mayAddCodes }: HandedOut,
  olderVersion: number | null = null,
): Reach {
  return {
    coder,
    round,
    after: lamport,
    mayAddCodes,
    olderVersion,
    sources: sourcesOf(db, round),
    columns: columnsIn(db),
    makerOf: makers(db),
  }
}

/** What returns of a reviewer's hand-out may do. */
export function reviewReachOf(db: Db, { round, coder, lamport }: HandedOut): ReviewReach {
  let gone: Map<string, Row> | undefined
  return {
    reviewer: coder,
    round,
    after: lamport,
    sources: sourcesOf(db, round),
    columns: columnsIn(db),
    rowOf(table, id) {
      gone ??= goneRows(db)
      return rowOf(db, table, id) ?? gone.get(`${table} ${id}`)
    },
    statesOf: (table, id) => statesOf(db, table, id),
  }
}

/** The rows of settled differences that entries of the journal took back, as they were. */
function goneRows(db: Db): Map<string, Row> {
  const gone = new Map<string, Row>()
  for (const { changes } of each<{ changes: string }>(
    db,
    `SELECT changes FROM operations WHERE kind GLOB 'ruling.*' OR kind GLOB 'agenda.*' OR kind GLOB 'meeting.*'
       OR kind GLOB 'comment.*' ORDER BY lamport, actor, sequence`,
  )) {
    for (const { table, id, before, after } of JSON.parse(changes) as Change[])
      if (before !== null && after === null) gone.set(`${table} ${id}`, before)
  }
  return gone
}

/** All that a row was since it was first made, oldest first, as the journal tells it. */
function statesOf(db: Db, table: FoldedTable, id: string): Row[] {
  const states: Row[] = []
  for (const { changes } of each<{ changes: string }>(
    db,
    'SELECT changes FROM operations WHERE instr(changes, ?) > 0 ORDER BY lamport, actor, sequence, copy, id',
    `"table":"${table}","id":"${id}"`,
  )) {
    for (const { table: of, id: row, before, after } of JSON.parse(changes) as Change[])
      if (of === table && row === id && after !== null)
        states.push(before === null ? after : { ...states.at(-1), ...after })
  }
  return states
}

const sourcesOf = (db: Db, round: string): Set<string> =>
  new Set(column<string>(db, 'SELECT source FROM round_sources WHERE round = ?', round))

/** The columns of a table but its id; each table is asked about once. */
function columnsIn(db: Db): (table: FoldedTable) => Set<string> {
  const columns = new Map<FoldedTable, Set<string>>()
  return table => {
    const known =
      columns.get(table) ??
      new Set(
        all<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table)
          .map(({ name }) => name)
          .filter(name => name !== 'id'),
      )
    columns.set(table, known)
    return known
  }
}

const makerColumns: Record<WorkTable, string> = {
  codings: 'coder',
  annotations: 'author',
  codes: 'created_by',
  memos: 'author',
}

/**
 * Whose a row is, or was when the journal last had it; undefined where it never did. The journal is read for that once,
 * the first time a row is asked for that is not in its table.
 */
function makers(db: Db): (table: WorkTable, id: string) => string | null | undefined {
  let gone: Map<string, string | null> | undefined
  return (table, id) => {
    const who = makerColumns[table]
    const row = first<{ who: string | null }>(db, `SELECT ${who} AS who FROM ${table} WHERE id = ?`, id)
    if (row) return row.who
    gone ??= makersOfGone(db)
    return gone.get(`${table} ${id}`)
  }
}

/** The makers of rows that entries of the journal made and that are not in the tables now. */
function makersOfGone(db: Db): Map<string, string | null> {
  const gone = new Map<string, string | null>()
  for (const { changes } of each<{ changes: string }>(
    db,
    "SELECT changes FROM operations WHERE kind NOT GLOB 'source*' ORDER BY copy, sequence",
  )) {
    for (const { table, id, before, after } of JSON.parse(changes) as Change[]) {
      if (before !== null || after === null || !isWorkTable(table)) continue
      if (first(db, `SELECT 1 FROM ${table} WHERE id = ?`, id)) continue
      gone.set(`${table} ${id}`, (after[makerColumns[table]] ?? null) as string | null)
    }
  }
  return gone
}
