import type { Meeting, MeetingKind } from '#shared/model/merge.ts'
import { type Db, each, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import type { Conflict } from '../history/folding.ts'
import { exchanged, judgedAlike, keyOfTwo, rulingsAlike } from './made-twice.ts'
import { areTogether } from './together.ts'
import { withdrawnAndRuled } from './withdrawn-and-ruled.ts'

const kinds: Record<Exclude<Conflict['what'], 'removed twice'>, MeetingKind> = {
  'edited twice': 'edited twice',
  'edited and removed': 'removed here',
  'needed and removed': 'needed and removed',
  'made twice': 'made twice',
  circle: 'circle',
  missing: 'refers to nothing',
}

/**
 * The operations that came and need a person, package by package: those that met another in the fold, and those whose
 * codings, annotations or quotations stand on words that were corrected here. Each once, for the first reason there is; what else of it
 * met and is to be decided by itself is listed with it. A meeting of operations that were here before is no news.
 */
export function meetings(
  db: Db,
  conflicts: readonly Conflict[],
  listed: readonly { table: 'codings' | 'annotations' | 'memos'; id: string }[],
  came: readonly ReadonlySet<string>[],
): Meeting[][] {
  const found = came.map(() => new Map<string, Meeting>())
  const note = (operation: string, meeting: Omit<Meeting, 'operation'>): void => {
    const own = found[came.findIndex(each => each.has(operation))]
    const first = own?.get(operation)
    if (!first) own?.set(operation, { ...meeting, operation })
    else if (isByItself(meeting) && ![first, ...(first.also ?? [])].some(each => isOfOne(each, meeting)))
      first.also = [...(first.also ?? []), meeting]
  }
  const alike = rulingsAlike(
    db,
    conflicts.flatMap(({ what, table, id: row, other }) =>
      what === 'made twice' && table === 'rulings' && other !== undefined ? [{ row, other }] : [],
    ),
  )
  for (const { what, table, id, column, lost, other, operations } of conflicts) {
    if (what === 'removed twice') continue
    // When work was handed in follows from the returns that are there; nobody has to choose.
    if (table === 'round_coders' && column === 'submitted_at') continue
    // When a memo was last written follows from its texts.
    if (table === 'memos' && column === 'updated_at') continue
    // When two codes were decided on says nothing of what was decided; of a difference its rulings are told.
    if (table === 'agenda' && (column === 'decided_at' || isOfDifference(db, id))) continue
    // How the things it asks for are called, and who saved it when, go with what a query asks for.
    if (table === 'saved_queries' && areTogether(table, column, 'asks') && column !== 'asks') continue
    // Both versions are there, the one that was frozen later under the next number.
    if (what === 'made twice' && table === 'framework_versions') continue
    // What enters the consensus by rule follows from the rule and the codings, and is made anew of them.
    if (table === 'entered_by_rule' || (table === 'codings' && isByRule(db, id))) continue
    if (table === 'judging_rules' && other !== undefined && judgedAlike(db, id, other)) continue
    // Both ruled the same: whichever stands says it, and the journal keeps the other's reason.
    if (other !== undefined && alike.has(keyOfTwo(id, other))) continue
    for (const operation of operations) {
      note(operation, {
        kind: kinds[what],
        table,
        row: id,
        ...(column === undefined ? {} : { column }),
        ...(lost === undefined ? {} : { lost }),
        ...(other === undefined ? {} : { other }),
      })
    }
  }
  for (const { row, operations } of withdrawnAndRuled(db, conflicts))
    for (const operation of operations) note(operation, { kind: 'removed here', table: 'rulings', row })
  const wrote = listed.length === 0 ? new Map<string, string>() : writersOf(db, listed, came)
  for (const { table, id } of listed) {
    const operation = wrote.get(id)
    if (operation !== undefined) note(operation, { kind: 'text corrected', table, row: id })
  }
  return found.map(own => [...own.values()])
}

const isByRule = (db: Db, coding: string): boolean =>
  first(db, "SELECT 1 FROM codings WHERE id = ? AND layer = 'consensus' AND ruling IS NULL", coding) !==
  undefined

const isOfDifference = (db: Db, entry: string): boolean =>
  first(db, "SELECT 1 FROM agenda WHERE id = ? AND about = 'difference'", entry) !== undefined

type Met = Omit<Meeting, 'operation' | 'also'>

/** Whether there are two to choose from. */
const isByItself = ({ kind, table, column }: Met): boolean =>
  kind === 'made twice' ? exchanged.has(table) : kind === 'removed here' || column !== undefined

/** Whether two meetings are one to a person: of the same row, and of columns that are taken together. */
const isOfOne = (a: Met, b: Met): boolean =>
  a.table === b.table &&
  a.row === b.row &&
  (a.kind !== b.kind || a.column === b.column || areTogether(a.table, a.column, b.column))

/** Of each row the last operation that came and wrote it. */
function writersOf(
  db: Db,
  rows: readonly { id: string }[],
  came: readonly ReadonlySet<string>[],
): Map<string, string> {
  const wanted = new Set(rows.map(({ id }) => id))
  const wrote = new Map<string, string>()
  for (const { id: operation, changes } of each<{ id: string; changes: string }>(
    db,
    'SELECT id, changes FROM operations ORDER BY copy, sequence',
  )) {
    if (!came.some(own => own.has(operation))) continue
    for (const { id } of JSON.parse(changes) as Change[]) if (wanted.has(id)) wrote.set(id, operation)
  }
  return wrote
}
