import { all, type Cell, type Db, first, type Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type MemoNode, quotationsIn, readBody } from '../memos/body.ts'
import { countsIn } from '../memos/live-numbers.ts'
import { contentBytes, contentText } from '../sources/contents.ts'
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

/**
 * The memos a coder wrote in the round so far: begun since it opened, touched by nobody else, and about nothing,
 * quoting nothing and counting nothing that the hand-out does not hold.
 */
export function memosOfCoder(
  db: Db,
  { round, coder, sources, cases, codes, codings }: Within,
): { rows: Row[]; contents: Content[] } {
  const written = all<Row & { id: string; body: string; about_kind: string }>(
    db,
    `SELECT id, title, kind, state, about_kind, about, author, body, words, updated_at FROM memos
     WHERE author = ? AND about_kind <> 'theme' ORDER BY id`,
    coder,
  )
  if (written.length === 0) return { rows: [], contents: [] }
  const held: Record<string, ReadonlySet<Cell>> = { source: sources, case: cases, code: codes }
  const own = touchedByNobodyElse(db, round, coder)
  /** Everything a text quotes and counts goes along. */
  const holdsAll = (root: MemoNode): boolean =>
    quotationsIn(root).every(
      ({ source, coding }) => sources.has(source) && (coding === null || codings.has(coding)),
    ) && countsIn(root).every(({ behind }) => behind.kind === 'code' && codes.has(behind.id))
  const rows = written.filter(
    ({ id, about_kind, about, body }) =>
      own.has(id) &&
      (about_kind === 'study' || held[about_kind]?.has(about ?? null)) &&
      holdsAll(readBody(contentText(db, body))),
  )
  return {
    rows,
    contents: rows.map(({ body }) => ({ sha256: body, kind: 'memo', read: () => contentBytes(db, body) })),
  }
}

/** The memos whose every step is this coder's and later than the opening of the round. */
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
    `SELECT lamport, actor, changes FROM operations WHERE instr(changes, '"table":"memos"') > 0`,
  )) {
    const isTheirs = actor === coder && lamport > opened.lamport
    for (const { table, id } of JSON.parse(changes) as Change[]) {
      if (table === 'memos') own.set(id, (own.get(id) ?? true) && isTheirs)
    }
  }
  return new Set([...own].filter(([, isOwn]) => isOwn).map(([id]) => id))
}
