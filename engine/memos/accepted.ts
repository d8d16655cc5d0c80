import type { Span } from '#shared/text/span.ts'
import { askOnce } from '../ask-once.ts'
import { all, type Db } from '../db/sql.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import type { Operation } from '../history/journal.ts'
import { textKnownTo } from '../revisions/known-text.ts'
import type { Follow } from './carried.ts'

/** What stood on the list of what waits for a look, by where its words were, and the step that accepted it. */
type Accepted = Pick<Operation, 'copy' | 'sequence' | 'lamport'> & Span & { source: string; revision: string }

/**
 * What says whether somebody accepted what became of the words that a memo quotes at a place of the newest text, and they are so
 * still: a memo that waited for a look is not written by it, so the journal tells.
 */
export function acceptances(
  db: Db,
  follow: Follow,
): (memo: string, now: Span & { source: string }) => boolean {
  const placesNow = askOnce((memo: string) =>
    acceptedIn(db, memo).flatMap(each => stillThere(db, follow, each)),
  )
  return (memo, { source, start, end }) =>
    placesNow(memo).some(place => place.source === source && place.start === start && place.end === end)
}

const acceptedIn = (db: Db, memo: string): Accepted[] =>
  all<Accepted>(
    db,
    `SELECT o.copy, o.sequence, o.lamport, c.value ->> '$.before.source' AS source,
       c.value ->> '$.before.revision' AS revision, c.value ->> '$.before.start' AS start, c.value ->> '$.before.end' AS "end"
     FROM operations o, json_each(o.changes) c
     WHERE o.kind IN ('memo.placed', 'coding.placed') AND instr(o.changes, $memo) > 0 AND ${isNotIn('o', '$out')}
       AND c.value ->> '$.table' = 'to_place' AND c.value ->> '$.before.what' = 'quotation'
       AND c.value ->> '$.before.row' = $memo
       AND NOT EXISTS (SELECT 1 FROM to_place t WHERE t.id = c.value ->> '$.id')`,
    { memo, out: JSON.stringify(leftOut(db)) },
  )

/** Where the words that were accepted are in the newest text; nothing where they were corrected since. */
function stillThere(
  db: Db,
  follow: Follow,
  { source, revision, start, end, ...step }: Accepted,
): (Span & { source: string })[] {
  const listed = { source, revision, start, end, coding: null, marks: [], corrected: false }
  const seen = textKnownTo(db, source, step)
  if (seen === null) return []
  const accepted = { ...listed, ...follow(listed, { to: seen })?.moved, revision: seen }
  const now = follow(accepted)
  return now === null || now.fate === 'same' ? [{ ...accepted, ...now?.moved }] : []
}
