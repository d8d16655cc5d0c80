import { isGraphemeBoundary, nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, each, first, type Row } from '../db/sql.ts'
import { type Change, changed, made, removed, rowOf } from '../history/changes.ts'
import { type StoredRevision, storedRevisions } from '../revisions/queries.ts'
import { type Way, wayOf } from '../revisions/since-step.ts'
import type { Moved } from './take.ts'

/** What carrying came to: the changes in order, and the rows a person should look at. */
export interface Carried {
  changes: Change[]
  listed: { table: 'codings' | 'annotations'; id: string }[]
}

type MarkTable = 'codings' | 'annotations'

/**
 * Carries codings and annotations that came with a merge into the newest text of their source, where it was corrected
 * here meanwhile: what stands on the same words goes with them; what stands on words that are other goes with what became
 * of them and is listed; of what nothing is left waits on the list with its whole row. `moved` are places that came as
 * edits, `known` the newest Lamport time of which whoever made them knew; null where that is not known. Writes nothing.
 */
export function carry(
  db: Db,
  now: number,
  came: readonly { moved: ReadonlyMap<string, Moved>; known: number | null }[],
): Carried {
  const carrying: Carrying = { db, now, texts: new Map(), ways: new Map(), changes: [], listed: [] }
  const corrected = new Set(
    all<{ source: string }>(db, 'SELECT source FROM revisions GROUP BY source HAVING count(*) > 1').map(
      ({ source }) => source,
    ),
  )
  if (corrected.size === 0) return carrying
  const strays = new Set<string>()
  for (const table of ['codings', 'annotations'] as const) {
    for (const mark of straysOf(db, table, corrected)) {
      strays.add(mark.id)
      const { texts, way } = wayFrom(carrying, String(mark.source), String(mark.revision))
      const start = way.start(Number(mark.start))
      const end = way.end(Number(mark.end))
      // A text corrected in two copies has steps that were not made one upon the other: the way may end within a character.
      const place = start < end ? within(way.text, start, end) : { start, end }
      put(carrying, table, mark, texts.at(-1)?.id ?? '', place, way)
    }
  }
  for (const { moved, known } of came) {
    const then = known === null || moved.size === 0 ? null : revisionsUpTo(db, known)
    for (const [id, place] of moved) {
      const row = rowOf(db, place.table, id)
      if (row === null || strays.has(id) || !corrected.has(String(row.source))) continue
      replace(carrying, place, { ...row, id }, then)
    }
  }
  return carrying
}

interface Carrying extends Carried {
  db: Db
  now: number
  texts: Map<string, StoredRevision[]>
  ways: Map<string, Way>
}

type Mark = Row & { id: string }

/** Rows that stand in a text that is not the newest: only what has just come does. */
const straysOf = (db: Db, table: MarkTable, corrected: ReadonlySet<string>): Mark[] =>
  all<Mark>(
    db,
    `SELECT m.* FROM ${table} m JOIN revisions r ON r.id = m.revision
     WHERE m.source IN (SELECT value FROM json_each(?))
       AND EXISTS (SELECT 1 FROM revisions n WHERE n.source = r.source AND n.number > r.number)
     ORDER BY m.id`,
    JSON.stringify([...corrected]),
  )

function wayFrom({ db, texts: held, ways }: Carrying, source: string, revision: string) {
  const texts = held.get(source) ?? storedRevisions(db, source)
  held.set(source, texts)
  const way =
    ways.get(revision) ??
    wayOf(
      db,
      texts,
      texts.findIndex(text => text.id === revision),
    )
  ways.set(revision, way)
  return { texts, way }
}

/** A place that was written as an edit, in a text that its writer knew, of a row that stands in the newest by now. */
function replace(carrying: Carrying, place: Moved, mark: Mark, then: ReadonlySet<string> | null): void {
  const source = String(mark.source)
  const newest = String(mark.revision)
  const { texts, way: none } = wayFrom(carrying, source, newest)
  const known = then && texts.findLast(({ id, number }) => number === 1 || then.has(id))
  const way = known && known.id !== newest ? wayFrom(carrying, source, known.id).way : null
  const start = way && place.start !== undefined ? way.start(place.start) : Number(mark.start)
  const end = way && place.end !== undefined ? way.end(place.end) : Number(mark.end)
  put(carrying, place.table, mark, newest, within(none.text, start, end), way ?? none, {
    start: place.start ?? null,
    end: place.end ?? null,
  })
}

/** A place that lies in a text and cuts no character in two. */
function within(text: string, start: number, end: number): { start: number; end: number } {
  const from = Math.min(start, previousBoundary(text, text.length))
  const to = Math.min(end, text.length)
  return {
    start: isGraphemeBoundary(text, from) ? from : previousBoundary(text, from),
    end: isGraphemeBoundary(text, to) ? to : nextBoundary(text, to),
  }
}

function put(
  { db, now, changes, listed }: Carrying,
  table: MarkTable,
  { id, ...row }: Mark,
  newest: string,
  { start, end }: { start: number; end: number },
  { old, text }: Way,
  named?: { start: number | null; end: number | null },
): void {
  const words = text.slice(start, end)
  const was = named
    ? old.slice(named.start ?? named.end ?? 0, named.end ?? named.start ?? 0)
    : old.slice(Number(row.start), Number(row.end))
  const isGone = start >= end || words.trim() === ''
  // Of an edit of one end only that end is known in the other text; the words between are judged where both are.
  const isOther = named?.start === null || named?.end === null ? false : words !== was
  const waiting = first<{ id: string; why: string }>(db, 'SELECT id, why FROM to_place WHERE "row" = ?', id)
  if (isGone || isOther || waiting?.why === 'gone') {
    listed.push({ table, id })
    const kept = isGone ? JSON.stringify(row) : null
    const change = waiting
      ? changed(db, 'to_place', waiting.id, { why: isGone ? 'gone' : 'touched', kept })
      : toPlace(now, table, { id, ...row }, kept)
    if (change) changes.push(change)
  }
  if (isGone) changes.push(removed(db, table, id))
  else {
    const change = changed(db, table, id, { revision: newest, start, end })
    if (change) changes.push(change)
  }
}

/** What puts a row on the list of what is to be placed; `kept` where nothing is left of its words. */
function toPlace(now: number, table: MarkTable, { id, ...row }: Mark, kept: string | null): Change {
  return made('to_place', idFrom('to_place', id, String(row.revision)), {
    what: table === 'codings' ? 'coding' : 'annotation',
    row: id,
    why: kept === null ? 'touched' : 'gone',
    layer: row.layer ?? 'independent',
    coder: row.coder ?? row.author ?? null,
    round: row.round ?? null,
    kept,
    source: row.source ?? '',
    revision: row.revision ?? '',
    start: row.start ?? 0,
    end: row.end ?? 1,
    created_at: now,
  })
}

/** Ids of the texts made by operations up to a Lamport time. */
function revisionsUpTo(db: Db, lamport: number): Set<string> {
  const found = new Set<string>()
  for (const { changes } of each<{ changes: string }>(
    db,
    `SELECT changes FROM operations WHERE lamport <= ? AND instr(changes, '"table":"revisions"') > 0`,
    lamport,
  )) {
    for (const { table, id } of JSON.parse(changes) as Change[]) if (table === 'revisions') found.add(id)
  }
  return found
}
