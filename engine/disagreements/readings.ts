import type { Polarity } from '#shared/model/coding.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { Span } from '#shared/text/span.ts'
import { type Db, tuples } from '../db/sql.ts'
import { anchors } from '../revisions/anchors.ts'
import { applyEdits } from '../revisions/edits.ts'
import { lineageOf } from '../revisions/lineage.ts'
import { storedRevisions } from '../revisions/queries.ts'
import { codingsIn } from './heirs.ts'

/** A coder's coding as it read: in which text, where, and what it said. */
export type Reading = [
  coding: string,
  revision: string,
  start: number,
  end: number,
  polarity: Polarity | null,
]

/** The readings of a difference as they are kept with a ruling; one text for the same readings. */
export type ReadingsIn = (item: Pick<Disagreement, 'sides'>) => string

/** Answers what the codings of a round's differences read now. Looked up once, as long as nobody codes. */
export function readingsOf(db: Db, round: string): ReadingsIn {
  let readings: Map<string, Reading> | undefined
  const known = new WeakMap<Disagreement['sides'], string>()
  return ({ sides }) => {
    readings ??= new Map(
      tuples<Reading>(
        db,
        `SELECT id, revision, start, "end", polarity FROM codings WHERE round = ? AND layer = 'independent'`,
        round,
      ).map(reading => [reading[0], reading]),
    )
    const text = known.get(sides) ?? JSON.stringify(codingsIn({ sides }).map(id => readings?.get(id) ?? [id]))
    known.set(sides, text)
    return text
  }
}

/**
 * Whether readings are still what they were when they were ruled on: each stands on the same words and says the same. Where its
 * text was corrected since, on what became of them. A text that is not here any more says nothing against it.
 */
export function readAlike(db: Db, source: string, then: string, now: string): boolean {
  if (then === now) return true
  const known = new Map((JSON.parse(now) as Reading[]).map(reading => [reading[0], reading]))
  return (JSON.parse(then) as Reading[]).every(([id, revision, start, end, polarity]) => {
    const is = known.get(id)
    if (!is || is.length < 5) return false
    const [, newest, from, to, says] = is
    if (says !== polarity) return false
    const place = newest === revision ? { start, end } : carried(db, source, { revision, newest, start, end })
    return place === null || (place.start === from && place.end === to)
  })
}

/** Where a passage of one text of a source stands in another; null where that cannot be told. */
function carried(
  db: Db,
  source: string,
  { revision, newest, ...span }: Span & { revision: string; newest: string },
): Span | null {
  const texts = storedRevisions(db, source)
  const [from, to] = [revision, newest].map(wanted => texts.findIndex(({ id }) => id === wanted))
  if (from === undefined || to === undefined || from < 0 || to < 0) return null
  const lineage = lineageOf(db, texts)
  const old = lineage.textOf(from)
  const place = anchors(old, applyEdits(old, lineage.editsBetween(from, to))).reanchor(span)
  return place.fate === 'gone' ? null : place
}
