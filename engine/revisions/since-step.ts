import { TandemError } from '#shared/errors.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { askOnce } from '../ask-once.ts'
import { type Db, first, type Row } from '../db/sql.ts'
import { type Change, changed, made, removed, rowOf } from '../history/changes.ts'
import type { Operation } from '../history/journal.ts'
import { isAsHandedOut } from '../memos/handed-out-as.ts'
import type { Tools } from '../tools.ts'
import { anchors } from './anchors.ts'
import { type Lineage, lineageOf } from './lineage.ts'
import { type StoredRevision, storedRevisions } from './queries.ts'

/**
 * True where a coding or an annotation stands in another text than the step that left it so put it in, or a memo has the text of
 * the step with its quotations where a hand-out has them.
 */
export function movedSince(db: Db, step: Operation, { table, id, after }: Change): boolean {
  if (after === null) return false
  const now = rowOf(db, table, id)
  if (now === null) return false
  if (table === 'memos') return isAsHandedOut(db, id, after.body, now.body)
  if (!isMark(table)) return false
  return now.revision !== (after.revision ?? textAtStep(db, String(now.source), step)?.id)
}

/**
 * The changes that take a step back, with the places of codings and annotations in the newest text of their source:
 * corrections since have moved what the step speaks of. What comes back on words that a correction changed is put on
 * the list. Refuses with `conflict` where nothing is left of the words, or a ruling would come back to another text.
 */
export function onNewestText(
  tools: Tools,
  step: Operation,
  summary: string,
  changes: readonly Change[],
): Change[] {
  const { db } = tools
  const rows = Map.groupBy(changes, ({ table, id }) => `${table} ${id}`)
  const done = new Set<string>()
  const texts = askOnce((source: string) => storedRevisions(db, source))
  const known = askOnce((source: string) => textAtStep(db, source, step))
  const ways = askOnce((source: string) => {
    const lineage = lineageOf(db, texts(source))
    return askOnce((base: number) => wayOf(lineage, base))
  })
  return changes.flatMap((change): Change[] => {
    const { table, id, before, after } = change
    if (table === 'rulings' && after !== null && 'start' in after) {
      const source = String((after.source ?? rowOf(db, table, id)?.source) as string)
      if (known(source)?.id !== texts(source).at(-1)?.id)
        throw refused(summary, 'its text was corrected since.', 'Rule again under Adjudicate.')
    }
    if (table === 'memos') return [fromTextItHas(db, change)]
    if (!isMark(table)) return [change]
    const key = `${table} ${id}`
    const all = rows.get(key) ?? []
    const current = rowOf(db, table, id)
    const source = String(current?.source ?? after?.source ?? before?.source)
    const newest = texts(source).at(-1)
    const wanted = leftBy(all)
    const from =
      wanted === null
        ? (all[0]?.before?.revision ?? newest?.id)
        : (wanted.revision ?? ('start' in wanted || 'end' in wanted ? known(source)?.id : newest?.id))
    // A source that comes back with all its texts is not there yet.
    if (!newest || from === newest.id) return [change]
    if (done.has(key)) return []
    done.add(key)
    if (wanted === null) return current ? [removed(db, table, id)] : []
    const base = texts(source).findIndex(text => text.id === from)
    const old = texts(source)[base]
    if (!old)
      throw refused(summary, 'the text it stood in was taken back since.', 'Do it anew in the text as it is.')
    const way = ways(source)(base)
    const place = {
      ...(typeof wanted.start === 'number' ? { start: way.start(wanted.start) } : {}),
      ...(typeof wanted.end === 'number' ? { end: way.end(wanted.end) } : {}),
    }
    const row = { ...wanted, ...place, revision: newest.id }
    const [start, end] = [Number(row.start ?? current?.start), Number(row.end ?? current?.end)]
    const words = way.text.slice(start, end)
    if (words.trim() === '')
      throw refused(
        summary,
        'a correction since has taken out the words it stood on.',
        'Do it anew on words that are there.',
      )
    if (current) return [changed(db, table, id, row)].filter(one => one !== null)
    const was = { start: Number(wanted.start), end: Number(wanted.end) }
    const differs = words !== way.old.slice(was.start, was.end)
    return [made(table, id, row), ...(differs ? [listed(tools, table, id, row, old.id, was)] : [])]
  })
}

/** A change of a memo's text, or its removal, from the text that a hand-out gave it. */
function fromTextItHas(db: Db, change: Change): Change {
  const { table, id, before } = change
  const body = rowOf(db, table, id)?.body
  return before === null || body === undefined || !('body' in before)
    ? change
    : { ...change, before: { ...before, body } }
}

type MarkTable = 'codings' | 'annotations'
const isMark = (table: string): table is MarkTable => table === 'codings' || table === 'annotations'

/** The columns that changes of one row leave it with, as far as they name them; null where it goes. */
function leftBy(changes: readonly Change[]): Row | null {
  const last = changes.findLastIndex(({ after }) => after === null)
  const named = changes.slice(last + 1)
  return named.length === 0 ? null : Object.assign({}, ...named.map(({ after }) => after))
}

/** The newest of the texts of a source that a step could know, of those there are; what came after it did not exist. */
function textAtStep(db: Db, source: string, { lamport }: Operation): StoredRevision | undefined {
  return storedRevisions(db, source).findLast(
    ({ id, number }) =>
      number === 1 ||
      !first(
        db,
        'SELECT 1 FROM operations WHERE lamport > ? AND instr(changes, ?) > 0 LIMIT 1',
        lamport,
        `"table":"revisions","id":"${id}","before":null`,
      ),
  )
}

/** Where places of one text of a source are in its newest. */
export interface Way {
  old: string
  /** The newest text. */
  text: string
  /** Where the first and the last characters of a span of the old text are in the newest, or where they were. */
  start(at: number): number
  end(at: number): number
}

/** The way of places from a text to the newest, by the texts between them. */
export function wayOf(lineage: Lineage, base: number): Way {
  const newest = lineage.texts.length - 1
  const [old, text] = [lineage.textOf(base), lineage.textOf(newest)]
  // What was corrected and put back again stands where it stood.
  const path = text === old ? [] : lineage.path(base, newest)
  const steps = path.map(({ before, ...edited }) => ({ before, places: anchors(before, edited) }))
  return {
    old,
    text,
    start: at =>
      steps.reduce((now, { before, places }) => {
        const place = places.reanchor({
          start: now,
          end: nextBoundary(before, Math.min(before.length, now + 1)),
        })
        return place.fate === 'gone' ? place.at : place.start
      }, at),
    end: at =>
      steps.reduce((now, { before, places }) => {
        const place = places.reanchor({ start: previousBoundary(before, Math.max(0, now - 1)), end: now })
        return place.fate === 'gone' ? place.at : place.end
      }, at),
  }
}

/** What puts a row that comes back on changed words on the list. */
const listed = (
  { newId, now }: Tools,
  table: MarkTable,
  id: string,
  row: Row,
  revision: string,
  was: Span,
): Change =>
  made('to_place', newId(), {
    what: table === 'codings' ? 'coding' : 'annotation',
    row: id,
    why: 'touched',
    layer: row.layer ?? 'independent',
    coder: row.coder ?? row.author ?? null,
    round: row.round ?? null,
    kept: null,
    source: row.source ?? '',
    revision,
    ...was,
    created_at: now,
  })

const refused = (summary: string, why: string, hint: string): TandemError =>
  new TandemError('conflict', `“${summary}” cannot be taken back: ${why}`, hint)
