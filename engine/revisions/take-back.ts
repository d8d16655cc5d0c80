import { TandemError } from '#shared/errors.ts'
import { all, type Db, first } from '../db/sql.ts'
import { type Change, rowOf } from '../history/changes.ts'
import { openBlindRoundOf } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'

/** The revision that changes make or take away, and its source; null where they do neither. An import is none. */
export function revisionIn(changes: readonly Change[]): { source: string; number: number } | null {
  for (const { table, before, after } of changes) {
    const row = before ?? after
    if (table === 'revisions' && (before === null || after === null) && Number(row?.number) > 1)
      return { source: String(row?.source), number: Number(row?.number) }
  }
  return null
}

/**
 * True where a step that made a revision, or took one away, can be taken back without losing what was done since on
 * the text as it stands: nothing of the source was coded, noted, ruled, quoted or corrected after it.
 * @param at when the step was done, milliseconds
 */
export function nothingSince(db: Db, changes: readonly Change[], at: number): boolean {
  const revised = revisionIn(changes)
  if (!revised) return true
  const { source, number } = revised
  const known = JSON.stringify(changes.map(({ id }) => id))
  const newest = first<{ n: number }>(
    db,
    'SELECT max(number) AS n FROM revisions WHERE source = ?',
    source,
  )?.n
  const made = changes.some(({ table, before }) => table === 'revisions' && before === null)
  if (newest !== (made ? number : number - 1)) return false
  const since = first(
    db,
    `SELECT 1 FROM codings WHERE source = $source AND id NOT IN (SELECT value FROM json_each($known))
     UNION ALL
     SELECT 1 FROM annotations WHERE source = $source AND id NOT IN (SELECT value FROM json_each($known))
     UNION ALL
     SELECT 1 FROM rulings WHERE source = $source AND created_at >= $at
       AND id NOT IN (SELECT value FROM json_each($known))`,
    { source, known, at },
  )
  if (since) return false
  return !all<{ body: string }>(
    db,
    'SELECT body FROM memos WHERE updated_at >= ? AND id NOT IN (SELECT value FROM json_each(?))',
    at,
    known,
  ).some(({ body }) => contentText(db, body).includes(source))
}

/** True where taking a revision back would tell whether others have worked on its text: a blind round is open on it. */
export function revisionWouldTell(db: Db, changes: readonly Change[]): boolean {
  const revised = revisionIn(changes)
  return revised !== null && openBlindRoundOf(db, revised.source)
}

/** Why a revision is not taken back, with what does the same without losing anything. */
export function builtUpon(db: Db, what: string, kind: string, changes: readonly Change[]): TandemError {
  const source = revisionIn(changes)?.source ?? ''
  const title = String(rowOf(db, 'sources', source)?.title ?? '')
  return new TandemError(
    'conflict',
    `“${what}” cannot be ${kind}: “${title}” has been worked on since.`,
    'Put the earlier text back as a further one: Code, Earlier texts. Everything is then placed in it again.',
  )
}
