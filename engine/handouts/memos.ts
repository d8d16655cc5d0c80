import { createHash } from 'node:crypto'
import { all, type Cell, type Db, first, type Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type MemoNode, quotationsIn } from '../memos/body.ts'
import { carrier } from '../memos/carried.ts'
import { countsIn } from '../memos/live-numbers.ts'
import { keep } from '../sources/contents.ts'
import type { Content } from './base.ts'

interface Within {
  round: string
  coder: string
  /** What the hand-out holds. */
  sources: ReadonlySet<Cell>
  cases: ReadonlySet<Cell>
  codes: ReadonlySet<Cell>
  codings: ReadonlySet<Cell>
}

/** A memo's text as it is handed out, where that is another than the study has. */
export interface CarriedMemo {
  memo: string
  /** The study's, by its content's hash. */
  before: string
  text: string
}

/**
 * The memos a coder wrote in the round so far: begun since it opened, touched by nobody else, and about nothing,
 * quoting nothing and counting nothing that the hand-out does not hold. The hand-out has the newest texts alone, so what
 * they quote is at its places there.
 */
export function memosOfCoder(
  db: Db,
  { round, coder, sources, cases, codes, codings }: Within,
): { rows: Row[]; contents: Content[]; carried: CarriedMemo[] } {
  const written = all<Row & { id: string; body: string; about_kind: string }>(
    db,
    `SELECT id, title, kind, state, about_kind, about, author, body, words, updated_at FROM memos
     WHERE author = ? AND about_kind <> 'theme' ORDER BY id`,
    coder,
  )
  if (written.length === 0) return { rows: [], contents: [], carried: [] }
  const held: Record<string, ReadonlySet<Cell>> = { source: sources, case: cases, code: codes }
  const own = touchedByNobodyElse(db, round, coder)
  /** Everything a text quotes and counts goes along. */
  const holdsAll = (root: MemoNode): boolean =>
    quotationsIn(root).every(
      ({ source, coding }) => sources.has(source) && (coding === null || codings.has(coding)),
    ) && countsIn(root).every(({ behind }) => behind.kind === 'code' && codes.has(behind.id))
  const read = carrier(db)
  const handedOut = written
    .filter(
      ({ id, about_kind, about }) =>
        own.has(id) && (about_kind === 'study' || held[about_kind]?.has(about ?? null)),
    )
    .map(row => ({ row, ...read(row.id, row.body) }))
    .filter(({ root }) => holdsAll(root))
    .map(({ row, body: text }) => ({ row, text, sha256: sha256Of(text) }))
  return {
    rows: handedOut.map(({ row, sha256 }) => ({ ...row, body: sha256 })),
    contents: handedOut.map(({ sha256, text }) => ({ sha256, kind: 'memo', read: () => Buffer.from(text) })),
    carried: handedOut
      .filter(({ row, sha256 }) => row.body !== sha256)
      .map(({ row, text }) => ({ memo: row.id, before: row.body, text })),
  }
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The changes that give memos of the study the texts they were handed out with, so that what is written on those follows on
 * from the study's. A memo that was changed meanwhile keeps what it has.
 */
export const asHandedOut = (db: Db, carried: readonly CarriedMemo[]): Change[] =>
  carried
    .filter(({ memo, before }) => first(db, 'SELECT 1 FROM memos WHERE id = ? AND body = ?', memo, before))
    .map(({ memo, before, text }) => ({
      table: 'memos',
      id: memo,
      before: { body: before },
      after: { body: keep(db, 'memo', text) },
    }))

/** The memos whose every step is this coder's and later than the opening of the round, but for having been handed out. */
function touchedByNobodyElse(db: Db, round: string, coder: string): Set<string> {
  const opened = first<{ lamport: number }>(
    db,
    `SELECT lamport FROM operations WHERE kind = 'round.opened' AND instr(changes, ?) > 0 ORDER BY lamport LIMIT 1`,
    `"table":"rounds","id":"${round}"`,
  )
  if (!opened) return new Set()
  const own = new Map<string, boolean>()
  for (const { lamport, actor, changes } of all<{ lamport: number; actor: string; changes: string }>(
    db,
    `SELECT lamport, actor, changes FROM operations
     WHERE kind <> 'handout.made' AND instr(changes, '"table":"memos"') > 0`,
  )) {
    const isTheirs = actor === coder && lamport > opened.lamport
    for (const { table, id } of JSON.parse(changes) as Change[]) {
      if (table === 'memos') own.set(id, (own.get(id) ?? true) && isTheirs)
    }
  }
  return new Set([...own].filter(([, isOwn]) => isOwn).map(([id]) => id))
}
