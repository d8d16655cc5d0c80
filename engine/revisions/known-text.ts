import { all, type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { broughtIn, isNotIn, leftOut, type Range } from '../history/counting.ts'
import type { Operation } from '../history/journal.ts'

type Place = Pick<Operation, 'copy' | 'sequence' | 'lamport'>

/**
 * Id of the newest text of a source that whoever made a step could know, also where that text was taken back since; null where
 * the source has none. What another copy did counts as known where it is older than the step's copy, or where that copy
 * had merged it by then. Reads the journal.
 */
export function textKnownTo(db: Db, source: string, step: Place): string | null {
  const isKnown = knownTo(db, step)
  const steps = all<Place & { changes: string }>(
    db,
    `SELECT o.copy, o.sequence, o.lamport, o.changes FROM operations o
     WHERE o.kind <> 'sources.imported' AND instr(o.changes, '"table":"revisions"') > 0 AND instr(o.changes, $source) > 0
       AND ${isNotIn('o', '$out')} ORDER BY o.lamport, o.actor, o.sequence, o.copy, o.id`,
    { source, out: JSON.stringify(leftOut(db)) },
  )
  const numbers = new Map<string, number>()
  const imported = first<{ id: string }>(
    db,
    'SELECT id FROM revisions WHERE source = ? ORDER BY number LIMIT 1',
    source,
  )
  if (imported) numbers.set(imported.id, 1)
  for (const { changes } of steps.filter(isKnown)) {
    for (const { table, id, before, after } of JSON.parse(changes) as Change[]) {
      if (table !== 'revisions') continue
      if (after === null) numbers.delete(id)
      else if (before === null && after.source === source) numbers.set(id, Number(after.number))
    }
  }
  const [newest] = [...numbers].sort(([, a], [, b]) => b - a)
  return newest?.[0] ?? null
}

/** Whether whoever made a step could know of another. */
function knownTo(db: Db, step: Place): (other: Place) => boolean {
  const begun = beginningOf(db, step.copy)
  const merged = mergedBy(db, step)
  return ({ copy, sequence, lamport }) =>
    copy === step.copy
      ? sequence <= step.sequence
      : lamport < begun || merged.some(([of, from, to]) => of === copy && from <= sequence && sequence <= to)
}

/** The Lamport time before which everything was known to a copy when it was made: a hand-out’s, or that of its first step. */
function beginningOf(db: Db, copy: string): number {
  const returned = all<{ lamport: number; operations: string }>(
    db,
    'SELECT h.lamport, r.operations FROM returns r JOIN handouts h ON h.id = r.handout',
  ).find(({ operations }) => broughtIn(operations).some(([of]) => of === copy))
  if (returned) return returned.lamport + 1
  const own = first<{ lamport: number }>(
    db,
    'SELECT lamport FROM operations WHERE copy = ? ORDER BY sequence LIMIT 1',
    copy,
  )
  return own?.lamport ?? 0
}

/** What a copy had merged when it made a step. */
const mergedBy = (db: Db, { copy, sequence }: Place): Range[] =>
  all<{ changes: string }>(
    db,
    `SELECT changes FROM operations WHERE kind = 'merge.done' AND copy = ? AND sequence < ?`,
    copy,
    sequence,
  ).flatMap(({ changes }) =>
    (JSON.parse(changes) as Change[]).flatMap(({ table, after }) =>
      table === 'returns' && typeof after?.operations === 'string' ? broughtIn(after.operations) : [],
    ),
  )
