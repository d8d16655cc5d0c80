import { type Cell, type Db, each, type Row } from '../db/sql.ts'
import { type Change, type FoldedTable, foldedTables } from './changes.ts'
import { type Counting, countingOf, isMergeStep, mergeSteps } from './counting.ts'
import { type Conflict, type Entries, type Entry, type Folding, type Rules, wroteLast } from './folding.ts'
import { inOrder } from './journal.ts'
import { mend } from './mend.ts'
import { tellMergedAndSplit } from './merged-and-split.ts'
import { byOrder, type Journalled } from './order.ts'

/** The tables a journal folds to, and what a person should look at. */
export interface Folded {
  tables: ReadonlyMap<FoldedTable, ReadonlyMap<string, Row>>
  conflicts: Conflict[]
  /** What had to be mended beyond what operations said, as changes that would have said it. */
  mended: Change[]
}

const rules: Rules = { order: byOrder, editBeatsRemoval: true, mends: true }

/**
 * Folds operations into tables, whatever copies they come from and in whatever order and how often they are given:
 * each counts once, in the order (lamport, actor, sequence), never by clock. Total: no history, and no union of
 * histories, fails to fold. The history of one copy folds to exactly the tables that copy holds. What only merges
 * brought that were undone does not count.
 *
 * Where copies met without knowing of each other: of two edits of one column the later in order stands, of two moves of
 * one coding or annotation the first; an edit beats a removal, but of a ruling, which went with all it made; what something that stands refers to stands too; of two
 * rows that may be only one, the first made stands; a circle in a tree is cut where it was closed last. Every such
 * meeting is listed.
 */
export function fold(operations: readonly Journalled[], by: Rules = rules): Folded {
  const once = [...new Map(operations.map(operation => [operation.id, operation])).values()].sort(by.order)
  return folded(once, countingOf(once.filter(isMergeStep)), by)
}

/** As `fold`, of the journal of a study, an entry at a time. */
export const foldJournal = (db: Db, counting: Counting = countingOf(mergeSteps(db))): Folded =>
  folded(inOrder(db), counting, rules)

function folded(operations: Iterable<Journalled>, counting: Counting, by: Rules): Folded {
  const entries: Entries = new Map(foldedTables.map(table => [table, new Map<string, Entry>()]))
  const folding: Folding = { entries, by, ids: [], copies: [], conflicts: [] }
  for (const operation of operations) {
    if (!counting.isIn(operation)) continue
    folding.ids.push(operation.id)
    folding.copies.push(operation.copy)
    const changes = counting.changesOf(operation)
    const waiting = putToWait(changes)
    for (const change of changes) apply(folding, change, waiting)
  }
  const mended = by.mends ? mend(entries, folding) : []
  tellMergedAndSplit(folding)
  return {
    tables: new Map(
      [...entries].map(([table, rows]) => {
        const standing = new Map<string, Row>()
        for (const [id, entry] of rows) if (entry.stands) standing.set(id, entry.row)
        return [table, standing]
      }),
    ),
    conflicts: folding.conflicts,
    mended,
  }
}

/** The rows in which a study's tables are not what its journal folds to, each named once; empty where all is well. */
export function differences(
  db: Db,
  { tables }: Pick<Folded, 'tables'>,
): { table: FoldedTable; id: string }[] {
  return foldedTables.flatMap(table => {
    const told = tables.get(table) ?? new Map<string, Row>()
    const seen = new Set<string>()
    const differing: string[] = []
    for (const row of each<Row & { id: string }>(db, `SELECT * FROM ${table}`)) {
      seen.add(row.id)
      if (!isSame(row, told.get(row.id))) differing.push(row.id)
    }
    for (const id of told.keys()) if (!seen.has(id)) differing.push(id)
    return differing.map(id => ({ table, id }))
  })
}

/** Whether a row of a table is as the fold tells it, column for column. */
function isSame(stored: Row, told: Row | undefined): boolean {
  if (told === undefined) return false
  let columns = 0
  for (const column in stored) {
    if (column === 'id') continue
    if (stored[column] !== told[column]) return false
    columns++
  }
  for (const _ in told) columns--
  return columns === 0
}

const none: ReadonlySet<string> = new Set()

/** The codings and annotations that these changes let wait to be placed: taken from the text, and by nobody's wish. */
function putToWait(changes: readonly Change[]): ReadonlySet<string> {
  const made = changes.filter(({ table, before }) => table === 'to_place' && before === null)
  return made.length === 0 ? none : new Set(made.map(({ after }) => String(after?.row)))
}

function apply(
  { entries, by, ids, conflicts }: Folding,
  { table, id, before, after }: Change,
  waiting: ReadonlySet<string>,
): void {
  const place = ids.length - 1
  const rows = entries.get(table)
  const entry = rows?.get(id)
  const meeting = (what: Conflict['what'], other: number | undefined, more: Partial<Conflict> = {}): void => {
    const places = other === undefined || other === place ? [place] : [other, place]
    conflicts.push({ what, table, id, ...more, operations: places.map(each => ids[each] ?? '') })
  }
  if (before === null && after !== null) {
    if (!entry)
      rows?.set(id, { row: after, stands: true, made: place, gone: -1, taken: -1, wrote: undefined })
    else {
      const met = entry.stands ? saidOtherwise(table, entry.row, after) : undefined
      if (met !== undefined)
        meeting('edited twice', entry.made, { column: met, lost: entry.row[met] ?? null })
      Object.assign(entry, { row: after, stands: true, made: place, taken: -1, wrote: undefined })
    }
  } else if (!entry) {
    meeting('missing', undefined)
  } else if (after === null) {
    if (!waiting.has(id)) entry.taken = place
    if (!entry.stands) {
      // One of the two may have put another ruling in its place, and the other none.
      if (table === 'rulings') meeting('removed twice', entry.gone)
      return
    }
    // A text that was corrected meanwhile carried it along: that is nobody's edit, and what is taken away stays away.
    const isCarried = isMark(table) && !same(entry.row.revision, before?.revision)
    const met = Object.entries(before ?? {}).find(
      ([column, value]) => !same(entry.row[column], value) && !(isCarried && isPlace(column)),
    )
    if (met && by.editBeatsRemoval && !goesWhole(table)) {
      entry.spared = place
      return meeting('edited and removed', wroteLast(entry, met[0]))
    }
    entry.stands = false
    entry.gone = place
  } else {
    if (!entry.stands) {
      if (!by.editBeatsRemoval || (isMark(table) && 'revision' in after) || goesWhole(table)) return
      entry.stands = true
      meeting('edited and removed', entry.gone)
    }
    const written = isMark(table)
      ? placed(entry, before ?? {}, after, meeting)
      : table === 'memos'
        ? reviewed(entry, before ?? {}, after, meeting)
        : after
    for (const [column, value] of Object.entries(written)) {
      const now = entry.row[column]
      if (!same(now, before?.[column]) && !same(now, value) && isToldOf(table, column))
        meeting('edited twice', wroteLast(entry, column), { column, lost: now ?? null })
      entry.wrote ??= new Map()
      entry.wrote.set(column, place)
    }
    entry.row = { ...entry.row, ...written }
  }
}

/** What two copies may set under one id, and say another thing in each; of other rows made so both say the same. */
const setByEach: Partial<Record<FoldedTable, readonly string[]>> = {
  agreed_rules: ['overlap', 'extent'],
  settings: ['value'],
}

/** The column in which such a row says another thing in each of two copies. */
const saidOtherwise = (table: FoldedTable, one: Row, other: Row): string | undefined =>
  setByEach[table]?.find(column => !same(one[column], other[column]))

/**
 * Whether a person is told that two copies wrote a column. A rule for what is agreed is one value: each step says all of it, so that
 * the later stands whole, and only that the rules differ is told, not who set them when.
 */
const isToldOf = (table: FoldedTable, column: string): boolean =>
  table !== 'agreed_rules' || setByEach.agreed_rules?.includes(column) === true

/** The columns that say together where a coding or an annotation stands. */
const places = ['revision', 'start', 'end'] as const

const isPlace = (column: string): boolean => (places as readonly string[]).includes(column)

/**
 * A ruling that was taken back or replaced is gone with its consensus codings: that its notes were mended elsewhere gives none of it back; so
 * is what the rule for agreed codings settled. */
const goesWhole = (table: FoldedTable): boolean =>
  table === 'rulings' || table === 'ruled_on' || table === 'ruled_readings' || table === 'entered_by_rule'

const isMark = (table: FoldedTable): boolean => table === 'codings' || table === 'annotations'

/**
 * What an edit of a coding or an annotation writes. Its place is one value in three columns: half a place of one copy
 * and half of another is none that anybody chose. So of two moves the first in order stands whole.
 */
function placed(
  entry: Entry,
  before: Row,
  after: Row,
  meeting: (what: Conflict['what'], other: number, more: Partial<Conflict>) => void,
): Row {
  const named = places.filter(column => column in after)
  if (named.length === 0) return after
  const { row } = entry
  const met = named.find(column => !same(row[column], before[column]) && !same(row[column], after[column]))
  const start = Number(after.start ?? row.start)
  const end = Number(after.end ?? row.end)
  if (met === undefined && start < end) return after
  const column = met ?? named[0] ?? 'start'
  // That a corrected text carried it along is nobody's edit: the one move there is stands, and nobody has to decide.
  const isCarried =
    met !== undefined &&
    ('revision' in after ||
      (entry.wrote?.has('revision') === true && wroteLast(entry, 'revision') === wroteLast(entry, met)))
  if (!isCarried) meeting('edited twice', wroteLast(entry, column), { column, lost: after[column] ?? null })
  return Object.fromEntries(Object.entries(after).filter(([name]) => !isPlace(name)))
}

/**
 * What an edit of a memo writes. A column it names and leaves as it was is what it stood on, and is not written. So a text that was
 * written by somebody who did not know of its confirmation is not confirmed, whichever of the two came first in the order.
 */
function reviewed(
  entry: Entry,
  before: Row,
  after: Row,
  meeting: (what: Conflict['what'], other: number, more: Partial<Conflict>) => void,
): Row {
  const { row } = entry
  const written = Object.entries(after).filter(([column, value]) => !same(before[column], value))
  const isOfOtherText = 'updated_at' in after && !same(after.updated_at, row.updated_at)
  if (after.state === 'confirmed' && before.state !== 'confirmed' && isOfOtherText) {
    meeting('edited twice', wroteLast(entry, 'updated_at'), { column: 'state', lost: 'confirmed' })
    return Object.fromEntries(written.filter(([column]) => column !== 'state'))
  }
  // That it met a confirmation is told as of any column that both wrote.
  const takesBack = row.state === 'confirmed' && 'state' in after
  return { ...Object.fromEntries(written), ...(takesBack ? { state: after.state ?? null } : {}) }
}

const same = (a: Cell | undefined, b: Cell | undefined): boolean => (a ?? null) === (b ?? null)
