import { isGraphemeBoundary, nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, each, first, type Row } from '../db/sql.ts'
import { type Change, changed, made, removed, rowOf } from '../history/changes.ts'
import { anchors } from '../revisions/anchors.ts'
import { type Lineage, lineageOf } from '../revisions/lineage.ts'
import { storedRevisions } from '../revisions/queries.ts'
import { wayOf } from '../revisions/since-step.ts'
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
 * of them and is listed; of what nothing is left waits on the list with its whole row. The extent of a ruling goes with the
 * consensus coding it made. `moved` are places that came as edits, `known` the newest Lamport time of which whoever made them
 * knew; null where that is not known. Writes nothing.
 *
 * What is listed, and under what id, follows from where a row stood last on its own words and from how the texts came of each
 * other. So copies that corrected one text apart and merge in different orders list the same.
 */
export function carry(
  db: Db,
  now: number,
  came: readonly { moved: ReadonlyMap<string, Moved>; known: number | null }[],
): Carried {
  const carrying: Carrying = { db, now, lineages: new Map(), changes: [], listed: [] }
  const corrected = new Set(
    all<{ source: string }>(db, 'SELECT source FROM revisions GROUP BY source HAVING count(*) > 1').map(
      ({ source }) => source,
    ),
  )
  if (corrected.size === 0) return carrying
  const done = new Set<string>()
  for (const table of ['codings', 'annotations'] as const) {
    for (const mark of straysOf(db, table, corrected)) {
      done.add(mark.id)
      carryOn(carrying, table, mark)
    }
  }
  for (const source of corrected) giveBack(carrying, source)
  for (const { moved, known } of came) {
    const then = known === null || moved.size === 0 ? null : revisionsUpTo(db, known)
    for (const [id, place] of moved) {
      const row = rowOf(db, place.table, id)
      if (row === null || done.has(id) || !corrected.has(String(row.source))) continue
      replace(carrying, place, { ...row, id }, then)
    }
  }
  return carrying
}

interface Carrying extends Carried {
  db: Db
  now: number
  lineages: Map<string, Lineage>
}

type Mark = Row & { id: string }

/** A row on the list. */
interface Waiting extends Span {
  id: string
  row: string
  why: 'touched' | 'gone'
  revision: string
  kept: string | null
}

/** Where a row is in the newest text: `place` is null where nothing is left of it; `last`, where it was last on its own words. */
interface Found {
  isSame: boolean
  place: Span | null
  last: Span & { revision: string }
}

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

function lineageFor({ db, lineages }: Carrying, source: string): Lineage {
  const lineage = lineages.get(source) ?? lineageOf(db, storedRevisions(db, source))
  lineages.set(source, lineage)
  return lineage
}

const waitingOf = (db: Db, row: string): Waiting | undefined =>
  first(db, 'SELECT id, "row", why, revision, start, "end", kept FROM to_place WHERE "row" = ?', row)

/** Carries a row on from the text it stands in, or, of what that text had touched already, from where it was whole. */
function carryOn(carrying: Carrying, table: MarkTable, mark: Mark): void {
  const lineage = lineageFor(carrying, String(mark.source))
  const { start, end, revision } = {
    start: Number(mark.start),
    end: Number(mark.end),
    revision: String(mark.revision),
  }
  const waiting = waitingOf(carrying.db, mark.id)
  if (waiting) {
    const { place } = find(lineage, waiting, revision)
    // Where somebody has moved it since, that is where it is carried on from.
    if (place?.start !== start || place.end !== end) {
      settle(carrying, table, mark, find(lineage, { revision, start, end }), waiting, false)
      return
    }
  }
  settle(carrying, table, mark, find(lineage, waiting ?? { revision, start, end }), waiting, true)
}

/** Follows a place through the texts to the newest, or to `to`. */
function find(lineage: Lineage, from: Span & { revision: string }, to?: string): Found {
  const { texts } = lineage
  const at = (id: string) => texts.findIndex(text => text.id === id)
  const [base, target] = [at(from.revision), to === undefined ? texts.length - 1 : at(to)]
  let now: Span = { start: from.start, end: from.end }
  let last: Found['last'] = { ...now, revision: from.revision }
  let isSame = true
  // What was corrected and put back again stands where it stood.
  const isBack = lineage.textOf(base) === lineage.textOf(target)
  for (const { before, to, ...edited } of isBack ? [] : lineage.path(base, target)) {
    const place = anchors(before, edited).reanchor(now)
    if (place.fate === 'gone') return { isSame: false, place: null, last }
    now = { start: place.start, end: place.end }
    isSame &&= place.fate === 'same'
    if (isSame) last = { ...now, revision: texts[to]?.id ?? '' }
  }
  return { isSame, place: now, last }
}

/** What one text had taken out may stand in another that was corrected apart from it, and is the newest now. */
function giveBack(carrying: Carrying, source: string): void {
  const { db, changes } = carrying
  const gone = all<Waiting & { what: string }>(
    db,
    `SELECT id, "row", why, revision, start, "end", kept, what FROM to_place
     WHERE source = ? AND why = 'gone' AND what IN ('coding', 'annotation') AND kept IS NOT NULL ORDER BY id`,
    source,
  )
  if (gone.length === 0) return
  const lineage = lineageFor(carrying, source)
  if (!lineage.isForked) return
  for (const waiting of gone) {
    const table = waiting.what === 'coding' ? 'codings' : 'annotations'
    const kept = JSON.parse(waiting.kept ?? '{}') as Row
    const { place, isSame } = find(lineage, waiting)
    if (place === null || rowOf(db, table, waiting.row)) continue
    if (table === 'codings' && !rowOf(db, 'codes', String(kept.code))) continue
    changes.push(
      made(table, waiting.row, { ...kept, revision: lineage.texts.at(-1)?.id ?? '', ...place }),
      isSame ? removed(db, 'to_place', waiting.id) : write(db, waiting.id, { why: 'touched', kept: null }),
    )
    if (!isSame) carrying.listed.push({ table, id: waiting.row })
  }
}

const write = (db: Db, id: string, columns: Row): Change => {
  const change = changed(db, 'to_place', id, columns)
  if (!change) throw new Error(`Nothing of ${id} would be other`)
  return change
}

/** A place that was written as an edit, in a text that its writer knew, of a row that stands in the newest by now. */
function replace(
  carrying: Carrying,
  { table, ...place }: Moved,
  mark: Mark,
  then: ReadonlySet<string> | null,
): void {
  const lineage = lineageFor(carrying, String(mark.source))
  const newest = String(mark.revision)
  const known = then && lineage.texts.findLast(({ id, number }) => number === 1 || then.has(id))
  const waiting = waitingOf(carrying.db, mark.id)
  const { start, end } = place
  if (known && known.id !== newest && start !== undefined && end !== undefined) {
    settle(carrying, table, mark, find(lineage, { revision: known.id, start, end }), waiting, true)
    return
  }
  // What a copy brought was moved in a text that is not told, and stands where that copy's own merges left it.
  const way = known && known.id !== newest ? wayOf(lineage, lineage.texts.indexOf(known)) : null
  const text = lineage.textOf(lineage.texts.length - 1)
  const there = within(
    text,
    way && start !== undefined ? way.start(start) : Number(mark.start),
    way && end !== undefined ? way.end(end) : Number(mark.end),
  )
  const isGone = there.start >= there.end || text.slice(there.start, there.end).trim() === ''
  const last = { revision: newest, start: Number(mark.start), end: Number(mark.end) }
  settle(carrying, table, mark, { isSame: true, place: isGone ? null : there, last }, waiting, false)
}

/** A place that lies in a text and cuts no character in two. */
function within(text: string, start: number, end: number): Span {
  const from = Math.min(start, previousBoundary(text, text.length))
  const to = Math.min(end, text.length)
  return {
    start: isGraphemeBoundary(text, from) ? from : previousBoundary(text, from),
    end: isGraphemeBoundary(text, to) ? to : nextBoundary(text, to),
  }
}

/**
 * Puts a row where it was found, and on the list or off it. `isAnew`: what the list said of it is said anew, since it was
 * found from where it stood on its own words; otherwise the list goes on saying where that was.
 */
function settle(
  carrying: Carrying,
  table: MarkTable,
  { id, ...row }: Mark,
  { isSame, place, last }: Found,
  waiting: Waiting | undefined,
  isAnew: boolean,
): void {
  const { db, changes, listed } = carrying
  const newest = lineageFor(carrying, String(row.source)).texts.at(-1)?.id ?? ''
  const kept = place === null ? JSON.stringify({ ...row, ...last }) : null
  const why = place === null ? 'gone' : 'touched'
  const stays = waiting !== undefined && (!isAnew || isOf(waiting, last))
  if (place !== null && isSame) {
    if (waiting && isAnew) changes.push(removed(db, 'to_place', waiting.id))
  } else {
    listed.push({ table, id })
    if (waiting && !stays) changes.push(removed(db, 'to_place', waiting.id))
    const change = stays
      ? changed(db, 'to_place', waiting.id, { why, kept })
      : toPlace(carrying.now, table, { id, ...row, ...last }, kept)
    if (change) changes.push(change)
  }
  const ruled = extentOf(carrying, row, place)
  if (ruled) changes.push(ruled)
  if (place === null) changes.push(removed(db, table, id))
  else {
    const change = changed(db, table, id, { revision: newest, ...place })
    if (change) changes.push(change)
  }
}

/** The extent of a ruling goes where the consensus coding goes that it made of it; it has none where nothing is left. */
function extentOf(
  { db, changes }: Carrying,
  { ruling: id, start, end }: Row,
  place: Span | null,
): Change | null {
  const ruling = typeof id === 'string' ? rowOf(db, 'rulings', id) : null
  if (typeof id !== 'string' || !ruling || ruling.start !== start || ruling.end !== end) return null
  // It may have made another of the same words, with another code.
  if (changes.some(change => change.table === 'rulings' && change.id === id)) return null
  return changed(db, 'rulings', id, { start: place?.start ?? null, end: place?.end ?? null })
}

const isOf = (waiting: Waiting, { revision, start, end }: Found['last']): boolean =>
  waiting.revision === revision && waiting.start === start && waiting.end === end

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
