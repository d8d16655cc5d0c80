import { isAroundMail } from '#shared/model/around-mail.ts'
import type { Segment } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { all, type Db } from '../db/sql.ts'
import { countsQuoted } from '../studies/settings.ts'

const around = "('quoted', 'signature')"

/**
 * The stretches of a message that its sender did not write in it: quoted replies and signatures, each with the white
 * space after it. In order and disjoint. `length` is that of the text.
 */
export const aroundMail = (segments: readonly Segment[], length: number): Span[] =>
  segments.flatMap((segment, n) =>
    isAroundMail(segment) ? [{ start: segment.start, end: segments[n + 1]?.start ?? length }] : [],
  )

/** Those stretches by revision; none at all where the study counts them. */
export function aroundMailByRevision(db: Db): ReadonlyMap<string, Span[]> {
  if (countsQuoted(db)) return new Map()
  return Map.groupBy(
    all<Span & { revision: string }>(
      db,
      `SELECT revision, start, coalesce(next, characters) AS "end" FROM (
         SELECT revision, kind, number, start, lead(start) OVER (PARTITION BY revision ORDER BY number) AS next
         FROM segments WHERE revision IN (SELECT revision FROM segments WHERE kind IN ${around})
       ) JOIN revisions ON revisions.id = revision WHERE kind IN ${around} ORDER BY revision, start`,
    ),
    ({ revision }) => revision,
  )
}

/** SQL: true where the coding named by the alias lies around mail, as `liesAroundMail` of the model has it. */
export const codedAroundMail = (coding: string): string => `(
  EXISTS (SELECT 1 FROM segments q WHERE q.revision = ${coding}.revision AND q.kind IN ${around}
    AND q.start < ${coding}."end" AND q."end" > ${coding}.start)
  AND NOT EXISTS (SELECT 1 FROM segments w WHERE w.revision = ${coding}.revision AND w.kind NOT IN ${around}
    AND w.start < ${coding}."end" AND w."end" > ${coding}.start))`

/** SQL: the ids of all codings that lie around mail. Only those in messages with such parts are looked at one by one. */
export const codingsAroundMail = `SELECT c.id FROM codings c
  WHERE c.revision IN (SELECT revision FROM segments WHERE kind IN ${around}) AND ${codedAroundMail('c')}`
