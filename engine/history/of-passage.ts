import type { PassageChange, PassageStep } from '#shared/model/operation.ts'
import { overlaps, type Span } from '#shared/text/span.ts'
import { all, type Db, type Row } from '../db/sql.ts'
import { nameApart } from '../members/queries.ts'
import {
  mayShowAnnotation,
  mayShowCode,
  mayShowCoding,
  mayShowOperation,
  roundsJudgedAgain,
  somethingIsBlind,
} from '../rounds/blinding.ts'
import { hiddenName, type NamesKept, namesKeptFrom } from '../rounds/nameless.ts'
import { contentText } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import type { Change } from './changes.ts'
import { isNotIn, leftOut } from './counting.ts'
import { inWords, type Names, type Touch } from './passage-words.ts'
import { stepsUndone } from './undone.ts'

interface Asked extends Span {
  source: string
  before?: string | undefined
  limit: number
}

/** A change as the journal has it, with what is told of its entry. */
interface StoredTouch {
  operation: string
  kind: string
  at: number
  who: string | null
  undone: number
  shown: number
  change: string
}

/** How many changes of one step are told one by one. */
const most = 8

/**
 * The steps that touched codings or annotations which lie on the passage or once lay there, newest first, as far as
 * the member `me` may see both the step and the coding. Refuses where there is no such source.
 */
export function stepsOfPassage(
  db: Db,
  asked: Asked,
  me: string,
): { steps: PassageStep[]; more: boolean; withheld: boolean } {
  const { text: sha256 } = sourceById(db, asked.source)
  const stored = changesOf(db, rowsOf(db, asked, me), me)
  const replay = replayed(stored)
  const touches = onPassage(replay, asked)
  const nameless = namelessRows(replay, namesKeptFrom(db, me))
  const names = namesFor(db, touches, me, contentText(db, sha256))
  const entries = withoutOrder(
    [...Map.groupBy(touches, ({ operation }) => operation).values()].reverse(),
    nameless,
  )
  const from = entries.findIndex(([touch]) => touch?.operation === asked.before) + 1
  const page = entries.slice(from, from + asked.limit)
  return {
    steps: page.flatMap(entry => told(entry, names, nameless)),
    more: entries.length > from + asked.limit,
    withheld: somethingIsBlind(db),
  }
}

/** SQL: the row under `x` lies on the passage; without an extent, touches the place. */
const meetsPassage = `(CASE WHEN $start < $end THEN x.start < $end AND x."end" > $start
  ELSE x.start <= $start AND x."end" >= $start END)`

/**
 * Ids of the source's codings and annotations that lie on the passage, lay there when they were removed, or were moved
 * at some time. What is gone is judged by every image that a removal left of it: made in a round that is blind now, it
 * stays hidden.
 */
function rowsOf(db: Db, { source, start, end }: Asked, me: string): string[] {
  return all<{ id: string }>(
    db,
    `WITH gone AS MATERIALIZED (
       SELECT c.value ->> 'table' AS kept, c.value ->> 'id' AS id, c.value -> 'before' AS was
       FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE o.kind <> 'sources.imported' AND instr(o.changes, '"after":null') > 0 AND instr(o.changes, $source) > 0 AND c.value ->> 'table' IN ('codings', 'annotations')
         AND c.value ->> 'after' IS NULL AND c.value -> 'before' ->> 'source' = $source
     ),
     moved AS MATERIALIZED (
       SELECT DISTINCT c.value ->> 'id' AS id FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE o.kind <> 'sources.imported' AND instr(o.changes, '"before":{') > 0 AND c.value ->> 'table' IN ('codings', 'annotations')
         AND c.value ->> 'before' IS NOT NULL AND coalesce(c.value -> 'after' ->> 'start', c.value -> 'after' ->> 'end') IS NOT NULL
     )
     SELECT x.id FROM (
       SELECT id, layer, coder, code, source, round, ruling, start, "end" FROM codings WHERE source = $source
       UNION ALL
       SELECT id, was ->> 'layer', was ->> 'coder', was ->> 'code', was ->> 'source', was ->> 'round', was ->> 'ruling', was ->> 'start', was ->> 'end'
       FROM gone WHERE kept = 'codings'
     ) x GROUP BY x.id
     HAVING max(${meetsPassage} OR x.id IN (SELECT id FROM moved)) = 1 AND min(${mayShowCoding('x', '$me')} AND (x.ruling IS NULL OR x.round NOT IN (${roundsJudgedAgain('$me')}))) = 1
     UNION ALL
     SELECT x.id FROM (
       SELECT id, author, source, round, start, "end" FROM annotations WHERE source = $source
       UNION ALL
       SELECT id, was ->> 'author', was ->> 'source', was ->> 'round', was ->> 'start', was ->> 'end'
       FROM gone WHERE kept = 'annotations'
     ) x GROUP BY x.id
     HAVING max(${meetsPassage} OR x.id IN (SELECT id FROM moved)) = 1 AND min(${mayShowAnnotation('x', '$me')}) = 1`,
    { source, start, end, me },
  ).map(({ id }) => id)
}

/** Every change of the rows, in the journal's order; those of steps that may not be shown are needed to replay. */
function changesOf(db: Db, ids: readonly string[], me: string): StoredTouch[] {
  if (ids.length === 0) return []
  return all<StoredTouch>(
    db,
    `SELECT o.id AS operation, o.kind, o.at, ${nameApart('m')} AS who, c.value AS change, ${mayShowOperation('o', '$me')} AS shown,
       o.id IN (SELECT value FROM json_each($undone)) AS undone
     FROM operations o CROSS JOIN json_each(o.changes) c LEFT JOIN members m ON m.id = o.actor
     -- An import touches no coding, and a mailbox's may be tens of megabytes.
     WHERE o.kind <> 'sources.imported' AND c.value ->> 'id' IN (SELECT value FROM json_each($ids)) AND ${isNotIn('o', '$out')}
     ORDER BY o.lamport, o.actor, o.sequence, c.key`,
    { ids: JSON.stringify(ids), me, out: JSON.stringify(leftOut(db)), undone: stepsUndone(db) },
  )
}

/** A change with the whole row before and after it: the journal names only the columns that differ. */
interface Replayed extends Touch {
  operation: string
  id: string
  at: number
  who: string | null
  undone: boolean
  shown: boolean
}

function replayed(stored: readonly StoredTouch[]): Replayed[] {
  const rows = new Map<string, Row>()
  return stored.flatMap(({ operation, kind, at, who, undone, shown, change }) => {
    const { table, id, before, after } = JSON.parse(change) as Change
    if (table !== 'codings' && table !== 'annotations') return []
    const was = before === null ? null : (rows.get(id) ?? before)
    const is = after === null ? null : { ...was, ...after }
    if (is) rows.set(id, is)
    return [{ operation, id, at, who, kind, table, was, is, undone: undone === 1, shown: shown === 1 }]
  })
}

/** Those of rows that lay on the passage at some time, as far as shown steps tell, or lie there now. */
function onPassage(touches: readonly Replayed[], asked: Span): Replayed[] {
  const latest = new Map(touches.map(touch => [touch.id, touch]))
  const met = new Set(
    touches
      .filter(touch => touch.shown || latest.get(touch.id) === touch)
      .filter(({ was, is }) => meets(was, asked) || meets(is, asked))
      .map(({ id }) => id),
  )
  return touches.filter(({ id, shown }) => shown && met.has(id))
}

function meets(row: Row | null, asked: Span): boolean {
  const span = spanOf(row)
  if (!span) return false
  return asked.start < asked.end
    ? overlaps(span, asked)
    : span.start <= asked.start && asked.start <= span.end
}

const spanOf = (row: Row | null): Span | null => row && { start: Number(row.start), end: Number(row.end) }

/**
 * The rows that are a coder's own work in one of these rounds, also from before the round was opened over it, and the
 * consensus of these rounds, each with when its round was opened.
 */
function namelessRows(touches: readonly Replayed[], kept: NamesKept | null): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  if (!kept) return found
  for (const { id, was, is } of touches) {
    for (const row of [was, is]) {
      const who = row?.coder ?? row?.author
      const openedAt =
        typeof who === 'string' && typeof row?.source === 'string'
          ? kept.openingIn(who, row.source)
          : undefined
      if (openedAt !== undefined) found.set(id, openedAt)
    }
  }
  return found
}

/** Whether a step is a coder's own, of nameless work; who rules, merges or splits is told. */
const isNameless = (touches: readonly Replayed[], nameless: ReadonlyMap<string, number>): boolean =>
  touches.some(
    ({ id, kind, was, is }) =>
      nameless.has(id) && ((is ?? was)?.layer !== 'consensus' || kind === 'round.submitted'),
  )

/** Steps, newest first; coders' own of nameless work come last and shuffled, for when one was taken says whose it is. */
function withoutOrder(steps: Replayed[][], nameless: ReadonlyMap<string, number>): Replayed[][] {
  if (nameless.size === 0) return steps
  const random = (step: readonly Replayed[]) => step[0]?.operation.slice(-12) ?? ''
  const { own = [], told = [] } = Object.groupBy(steps, step => (isNameless(step, nameless) ? 'own' : 'told'))
  return [...told, ...own.sort((x, y) => (random(x) < random(y) ? -1 : 1))]
}

/** A step in words; none where nothing of it is to be told. */
function told(
  touches: readonly Replayed[],
  names: Names,
  nameless: ReadonlyMap<string, number>,
): PassageStep[] {
  const [first] = touches
  if (!first) return []
  const changes: PassageChange[] = []
  for (const touch of touches) {
    const { what, code } = inWords(touch, touches, names)
    const alike = changes.find(change => change.what === what)
    if (alike) {
      alike.count++
      alike.moved = null
    } else {
      const colour = code === null ? null : (names.codes.get(code)?.colour ?? null)
      changes.push({ what, count: 1, colour, moved: extentsOf(touch) })
    }
  }
  const { operation: id, at, undone } = first
  const openedAt = isNameless(touches, nameless)
    ? touches.map(touch => nameless.get(touch.id)).find(opened => opened !== undefined)
    : undefined
  const who = openedAt === undefined ? first.who : hiddenName
  const further = changes.slice(most).reduce((sum, { count }) => sum + count, 0)
  return [
    { id, at: new Date(openedAt ?? at).toISOString(), who, undone, changes: changes.slice(0, most), further },
  ]
}

function extentsOf({ was, is }: Touch): PassageChange['moved'] {
  const [before, after] = [spanOf(was), spanOf(is)]
  // Offsets of two texts are not compared: a correction moves words, and no coder moved the coding.
  if (was && is && was.revision !== is.revision) return null
  const stayed = before && after && before.start === after.start && before.end === after.end
  return stayed ? null : { before, after }
}

/** What the words need: the codes by name, those gone since as well, as far as the member may see them; the rounds. */
function namesFor(db: Db, touches: readonly Touch[], me: string, text: string): Names {
  const wanted = new Set(
    touches.flatMap(({ was, is }) => [was?.code, is?.code]).filter(code => typeof code === 'string'),
  )
  const ids = JSON.stringify([...wanted])
  const codes = new Map<string, { name: string; colour: number | null }>(
    all<{ id: string; name: string; colour: number }>(
      db,
      `SELECT c.id, c.name, c.colour FROM codes c
       WHERE c.id IN (SELECT value FROM json_each($ids)) AND ${mayShowCode('c', '$me')}`,
      { ids, me },
    ).map(({ id, ...code }) => [id, code]),
  )
  if ([...wanted].some(id => !codes.has(id))) {
    const gone = all<{ id: string; name: string }>(
      db,
      `SELECT g.id, g.name FROM (
         SELECT c.value ->> 'id' AS id, c.value -> 'before' ->> 'name' AS name, o.lamport,
           c.value -> 'before' ->> 'proposed_in' AS proposed_in, c.value -> 'before' ->> 'created_by' AS created_by
         FROM operations o CROSS JOIN json_each(o.changes) c
         WHERE c.value ->> 'table' = 'codes' AND c.value ->> 'after' IS NULL
           AND c.value ->> 'id' IN (SELECT value FROM json_each($ids))
       ) g WHERE NOT EXISTS (SELECT 1 FROM codes WHERE id = g.id) AND ${mayShowCode('g', '$me')} ORDER BY g.lamport`,
      { ids, me },
    )
    for (const { id, name } of gone) codes.set(id, { name, colour: null })
  }
  const rounds = new Map(
    all<{ id: string; title: string }>(db, 'SELECT id, title FROM rounds').map(({ id, title }) => [
      id,
      title,
    ]),
  )
  return { codes, rounds, text }
}
