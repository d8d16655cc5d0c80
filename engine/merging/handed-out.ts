import { TandemError } from '#shared/errors.ts'
import { all, column, type Db, each, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isWorkTable, type Reach, type WorkTable } from './own-work.ts'

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
}

/** A hand-out by its package's id. Refuses one that this study never made, or whose making was undone. */
export function handedOut(db: Db, id: string): HandedOut {
  const row = first<Omit<HandedOut, 'mayAddCodes'> & { mayAddCodes: number | null }>(
    db,
    `SELECT h.id, h.round, r.title, r.state, h.coder, m.name AS coderName, h.lamport,
       h.made_at AS madeAt, p.may_add_codes AS mayAddCodes
     FROM handouts h JOIN rounds r ON r.id = h.round JOIN members m ON m.id = h.coder
     LEFT JOIN round_plans p ON p.round = h.round WHERE h.id = ?`,
    id,
  )
  // A round that was opened without a plan lets its coders propose codes, as it does on one computer.
  if (row) return { ...row, mayAddCodes: row.mayAddCodes !== 0 }
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
  const columns = new Map<WorkTable, Set<string>>()
  return {
    coder,
    round,
    after: lamport,
    mayAddCodes,
    olderVersion,
    sources: new Set(column<string>(db, 'SELECT source FROM round_sources WHERE round = ?', round)),
    columns(table) {
      const known =
        columns.get(table) ??
        new Set(
          all<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table)
            .map(({ name }) => name)
            .filter(name => name !== 'id'),
        )
      columns.set(table, known)
      return known
    },
    makerOf: makers(db),
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
